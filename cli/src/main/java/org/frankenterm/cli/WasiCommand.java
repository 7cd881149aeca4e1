package org.frankenterm.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.wasi.CommandRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a program of WASI preview 1.
@Command(
        name = "wasi",
        description = {
            "Run a command compiled to wasm32-wasip1, with this terminal's standard streams.",
            "It sees the folders and variables that are named here and nothing else, and may use as much"
                    + " time and memory as it likes unless a limit is given.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "n:what the program exits with",
            "134:it trapped, or reached a limit",
            "2:the arguments make no sense",
            "3:it can't be run",
            "4:there is no such file or folder",
            "5:it is larger than allowed"
        })
final class WasiCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;
    private static final long MAX_MEMORY_MIB = 4096;

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "FILE", description = "Module to run.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description =
                    "Arguments for the program; begin them with -- if any looks like an option.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--dir",
            paramLabel = "HOST[::GUEST][:ro]",
            description =
                    "Folder that the program may use, under the name GUEST (default: HOST); :ro forbids"
                            + " changes; repeat it for more.")
    private List<String> folders = new ArrayList<>();

    @Option(
            names = "--env",
            paramLabel = "K=V",
            description = "Environment variable for the program; repeat it for more.")
    private List<String> variables = new ArrayList<>();

    @Option(names = "--fuel", paramLabel = "N", description = "Stop after about N instructions.")
    private @Nullable Long fuel;

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
            description = "Refuse a larger file, in MiB (default: no limit).")
    private @Nullable Integer maxModule;

    WasiCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        WasiProgram.View view =
                new WasiProgram.View(
                        arguments,
                        variables.stream().map(WasiCommand::checked).toList(),
                        folders.stream().map(GuestFolder::parse).toList());
        return new WasiProgram(invocation, file, maxModuleBytes()).run(view, limits());
    }

    private static String checked(String variable) {
        if (variable.indexOf('=') <= 0) {
            throw new UsageException("--env takes NAME=VALUE, not " + Quoted.of(variable));
        }
        return variable;
    }

    private int maxModuleBytes() {
        if (maxModule == null) {
            return Integer.MAX_VALUE;
        }
        if (maxModule < 1) {
            throw new UsageException("--max-module takes 1 MiB or more, not " + maxModule);
        }
        return (int) Math.min(maxModule * MIB, Integer.MAX_VALUE);
    }

    private CommandRunner.Limits limits() {
        if (maxMemory < 1 || maxMemory > MAX_MEMORY_MIB) {
            throw new UsageException("--max-memory takes 1 to 4096 MiB, not " + maxMemory);
        }
        if (fuel != null && fuel < 0) {
            throw new UsageException("--fuel takes 0 or more, not " + fuel);
        }
        return new CommandRunner.Limits(
                maxMemory * MIB, fuel == null ? Long.MAX_VALUE : fuel, timeout());
    }

    private Optional<Duration> timeout() {
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
