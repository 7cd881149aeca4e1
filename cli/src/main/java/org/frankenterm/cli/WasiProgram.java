package org.frankenterm.cli;

import java.nio.file.Path;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasi.CommandRunner;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.HandlerRefused;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.WasmtimeLibrary;

/// A command of preview 1 in a file, run as a process would be.
final class WasiProgram {
    private final Invocation invocation;
    private final Path file;
    private final int maxModuleBytes;
    private final CommandRunner.Limits limits;

    /// @param maxModuleBytes the most that the file may have
    /// @param limits of its run
    WasiProgram(Invocation invocation, Path file, int maxModuleBytes, CommandRunner.Limits limits) {
        this.invocation = invocation;
        this.file = file;
        this.maxModuleBytes = maxModuleBytes;
        this.limits = limits;
    }

    /// Compiles and runs it.
    ///
    /// @return its exit status, or [ExitStatus#ABORTED]
    /// @throws ExtensionException if it can't be read or is refused, or a folder can't be opened
    /// @throws InterruptedException if the current thread is interrupted while it runs
    int run(WasiView view) throws InterruptedException {
        view.folders().forEach(GuestFolder::requireThere);
        requireEngine();
        try (Engine engine = Engine.open();
                CommandRunner runner = CommandRunner.open(engine);
                Prepared program = prepare(engine)) {
            invocation.streams().flush();
            Outcome outcome = runner.run(program.lease().module(), view::open, limits);
            return program.ending().report(outcome, invocation);
        } catch (HandlerRefused refused) {
            throw new IllegalStateException("a checked command was refused", refused);
        }
    }

    private static void requireEngine() {
        if (WasmtimeLibrary.load() instanceof WasmtimeLibrary.Unavailable(String reason)) {
            throw new ExtensionException(ErrorCode.ENGINE_UNAVAILABLE, reason);
        }
    }

    /// A program that could start, without its binary.
    private record Prepared(ModuleLease lease, WasiEnding ending) implements AutoCloseable {
        @Override
        public void close() {
            lease.close();
        }
    }

    private Prepared prepare(Engine engine) {
        try {
            WasiModule module = WasiModule.read(file, maxModuleBytes);
            module.requireRoom(limits.memoryBytes());
            WasiEnding ending =
                    new WasiEnding(module.name(), module.structure().functionNames(), limits);
            return new Prepared(new WasiCompiler(invocation).load(engine, module), ending);
        } catch (OutOfMemoryError e) {
            throw new ExtensionException(
                    ErrorCode.MODULE_LIMIT,
                    "can't compile the program in a Java heap of %s; give more with JAVA_TOOL_OPTIONS=-Xmx4g"
                            .formatted(Quantity.roundedBytes(Runtime.getRuntime().maxMemory())),
                    e);
        }
    }
}
