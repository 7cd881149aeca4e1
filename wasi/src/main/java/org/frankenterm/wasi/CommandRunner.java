package org.frankenterm.wasi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.ExportType;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.GuestThread;
import org.frankenterm.wasmtime.Handler;
import org.frankenterm.wasmtime.HandlerRefused;
import org.frankenterm.wasmtime.ImportType;
import org.frankenterm.wasmtime.Linker;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.Store;
import org.frankenterm.wasmtime.StoreLimits;
import org.jspecify.annotations.Nullable;

/// Runs commands of preview 1: modules whose `_start` is a whole program. One engine, one linker;
/// thread-safe.
public final class CommandRunner implements AutoCloseable {
    /// The function that a command exports.
    public static final String START = "_start";

    private static final FuncType START_TYPE = FuncType.of("()->()");

    /// What a guest gets past its deadline before it is left behind: an epoch tick and some
    /// scheduling.
    private static final Duration GRACE = Duration.ofMillis(50);

    /// Longer than any program runs, short enough to add to any time.
    private static final long NEVER_NANOS = Long.MAX_VALUE / 4;

    private final Engine engine;
    private final Linker linker;

    private CommandRunner(Engine engine, Linker linker) {
        this.engine = engine;
        this.linker = linker;
    }

    /// A runner of programs compiled for an engine.
    ///
    /// @param engine stays the caller's
    /// @return a runner that the caller owns
    public static CommandRunner open(Engine engine) {
        Linker linker =
                Linker.of(engine, Preview1.imports(caller -> caller.data(WasiContext.class)));
        return new CommandRunner(engine, linker);
    }

    /// Why a module can't be run as a command, told from what it declares.
    ///
    /// @param program to be run
    /// @return a sentence for each import that isn't there, and one if there is no proper `_start`;
    ///   names of the module's are not cleaned
    public static List<String> problems(ModuleStructure program) {
        Map<String, FuncType> offered =
                Preview1.functions().stream()
                        .collect(Collectors.toMap(WasiFunction::name, WasiFunction::type));
        List<String> problems = new ArrayList<>();
        for (ImportType wanted : program.imports()) {
            boolean ours = wanted.module().equals(Preview1.MODULE);
            problem(wanted, ours ? offered.get(wanted.name()) : null).ifPresent(problems::add);
        }
        startProblem(program.exports().get(START)).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> problem(ImportType wanted, @Nullable FuncType offered) {
        if (wanted.type().equals(offered)) {
            return Optional.empty();
        }
        String why =
                offered == null
                        ? "preview 1 doesn't have"
                        : "has type " + offered + " in preview 1";
        return Optional.of(
                "it imports %s.%s as %s, which %s"
                        .formatted(wanted.module(), wanted.name(), wanted.type(), why));
    }

    private static Optional<String> startProblem(@Nullable ExportType start) {
        if (start == null) {
            return Optional.of("it exports no _start: it is a library, not a command");
        }
        boolean runs = start.type().equals(START_TYPE) && !start.imported();
        return runs
                ? Optional.empty()
                : Optional.of("its _start is no function of its own with type " + START_TYPE);
    }

    /// What a run may use.
    ///
    /// @param memoryBytes of its memory, up to 4 GiB
    /// @param fuel units, of which one is about one instruction; [Long#MAX_VALUE] for no limit
    /// @param timeout wall time, start and host calls included; empty for no limit
    public record Limits(long memoryBytes, long fuel, Optional<Duration> timeout) {
        /// As much as a program can take: 4 GiB of memory, and no other limit.
        public static final Limits NONE = new Limits(1L << 32, Long.MAX_VALUE, Optional.empty());

        /// The longest time that can be given: a year.
        public static final Duration MAX_TIMEOUT = Duration.ofDays(365);

        long nanos() {
            return timeout.map(Duration::toNanos).orElse(NEVER_NANOS);
        }

        private StoreLimits store() {
            return new StoreLimits(memoryBytes, TABLE_ELEMENTS, TABLES);
        }

        // Large programs have tables of some 100,000 functions.
        private static final long TABLE_ELEMENTS = 10_000_000;
        private static final long TABLES = 100;
    }

    /// Runs a program on a thread of its own and waits for its end. A program that stays in a
    /// system call past its deadline is left behind with its thread.
    ///
    /// @param program that imports preview 1 only
    /// @param context makes what it sees, on its thread; closed with it
    /// @param limits what it may use
    /// @return how `_start` ended; a program that returns has succeeded
    /// @throws HandlerRefused if the module exports no `_start` without parameters and result
    /// @throws InterruptedException if the current thread is interrupted; the program is left
    ///   behind
    public Outcome run(CompiledModule program, Supplier<WasiContext> context, Limits limits)
            throws HandlerRefused, InterruptedException {
        CompletableFuture<Outcome> ended = new CompletableFuture<>();
        GuestThread thread =
                new GuestThread(
                        "frankenterm-command",
                        () -> {
                            try {
                                ended.complete(onGuestThread(program, context, limits));
                            } catch (HandlerRefused | RuntimeException | Error thrown) {
                                ended.completeExceptionally(thrown);
                            }
                        });
        thread.start();
        return await(ended, limits);
    }

    private Outcome onGuestThread(
            CompiledModule program, Supplier<WasiContext> makes, Limits limits)
            throws HandlerRefused {
        long deadline = System.nanoTime() + limits.nanos();
        try (WasiContext context = makes.get();
                Store store = Store.open(engine, limits.store(), context)) {
            Outcome instantiated = store.instantiate(linker, program, limits.fuel(), deadline);
            if (!(instantiated instanceof Outcome.Returned)) {
                return instantiated;
            }
            long fuel = limits.fuel() - store.fuelUsed();
            return store.handler(START, Handler.Role.ENTRY).call(fuel, deadline);
        }
    }

    private static Outcome await(CompletableFuture<Outcome> ended, Limits limits)
            throws HandlerRefused, InterruptedException {
        long patience = limits.nanos() + GRACE.toNanos();
        try {
            return ended.get(patience, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new Outcome.Interrupted(false, List.of());
        } catch (ExecutionException thrown) {
            switch (thrown.getCause()) {
                case HandlerRefused refused -> throw refused;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> throw new IllegalStateException(thrown);
            }
        }
    }

    /// Gives the linker back. Idempotent.
    @Override
    public void close() {
        linker.close();
    }
}
