package org.frankenterm.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.wasi.CommandRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a command may use, as options.
final class WasiLimits {
    private static final long MIB = 1 << 20;
    private static final long MAX_MEMORY_MIB = 4096;

    @Option(names = "--fuel", paramLabel = "N", description = "Stop after about N instructions.")
    private long fuel = Long.MAX_VALUE;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "Stop after S seconds, such as 10 or 0.5.")
    private @Nullable String timeout;

    @Option(
            names = "--max-memory",
            paramLabel = "MIB",
            description = "Most memory it may have, in MiB (default: 4096, all it can address).")
    private long maxMemory = MAX_MEMORY_MIB;

    @Option(
            names = "--max-module",
            paramLabel = "MIB",
            description = "Refuse a larger file, in MiB (default: 2047, all that can be read).")
    private @Nullable Long maxModule;

    /// The most that the file may have.
    ///
    /// @throws UsageException if it could have nothing
    int moduleBytes() {
        if (maxModule == null) {
            return WasiModule.MAX_BYTES;
        }
        if (maxModule < 1) {
            throw new UsageException("--max-module takes 1 MiB or more, not " + maxModule);
        }
        return (int) Math.min(Math.min(maxModule, MAX_MEMORY_MIB) * MIB, WasiModule.MAX_BYTES);
    }

    /// The limits of a run.
    ///
    /// @throws UsageException if one is out of range
    CommandRunner.Limits run() {
        if (maxMemory < 1 || maxMemory > MAX_MEMORY_MIB) {
            throw new UsageException("--max-memory takes 1 to 4096 MiB, not " + maxMemory);
        }
        if (fuel < 0) {
            throw new UsageException("--fuel takes 0 or more, not " + fuel);
        }
        return new CommandRunner.Limits(maxMemory * MIB, fuel, time());
    }

    private Optional<Duration> time() {
        if (timeout == null) {
            return Optional.empty();
        }
        try {
            BigDecimal nanos = new BigDecimal(timeout).movePointRight(9);
            Duration limit = Duration.ofNanos(nanos.longValueExact());
            if (limit.isPositive() && limit.compareTo(CommandRunner.Limits.MAX_TIMEOUT) <= 0) {
                return Optional.of(limit);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below
        }
        throw new UsageException(
                "--timeout takes seconds, more than 0 and at most a year, not "
                        + Quoted.of(timeout));
    }
}
