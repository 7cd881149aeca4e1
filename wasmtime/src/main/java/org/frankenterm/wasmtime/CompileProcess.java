package org.frankenterm.wasmtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.frankenterm.wasmtime.ModuleRejected.Reason;

/// One run of `frankenterm-compile`: an empty environment, no descriptors but its three pipes,
/// bounded by [CompileLimits] in itself and by a kill from here at the end of its wall time.
final class CompileProcess {
    private static final int REFUSED = 2;
    private static final int SIGNALLED = 128;
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGXCPU = 24;

    /// The library's reasons are cut there too.
    private static final int REASON_BYTES = 4096;

    /// A sentence of the validator's, with a name or two in it.
    private static final int MESSAGE_CHARS = 512;

    private final CompileLimits limits;
    private final Process process;

    private CompileProcess(CompileLimits limits, Process process) {
        this.limits = limits;
        this.process = process;
    }

    /// Compiles and waits for it.
    ///
    /// @throws ModuleRejected if the module was refused or reached a limit
    static byte[] run(Path program, Path library, byte[] wasm, CompileLimits limits)
            throws ModuleRejected {
        ProcessBuilder builder =
                new ProcessBuilder(
                        program.toString(),
                        library.toString(),
                        Long.toString(limits.memoryBytes()),
                        Long.toString(limits.seconds()));
        builder.environment().clear();
        try {
            return new CompileProcess(limits, builder.start()).compile(wasm);
        } catch (IOException e) {
            throw new WasmtimeException(
                    "can't run the compiler " + program + ": " + e.getMessage(), e);
        }
    }

    private byte[] compile(byte[] wasm) throws ModuleRejected, IOException {
        Thread.ofPlatform().daemon().name("frankenterm-compile-timer").start(this::killWhenLate);
        try (InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            Thread feeder = Thread.ofPlatform().daemon().start(() -> feed(wasm));
            byte[] code = out.readAllBytes();
            String reason = new String(err.readNBytes(REASON_BYTES), StandardCharsets.UTF_8);
            feeder.join();
            int status = process.waitFor();
            if (status != 0) {
                throw refusal(status, reason);
            }
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleRejected(Reason.LIMIT, "compiling it was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private void killWhenLate() {
        try {
            if (!process.waitFor(limits.seconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException nobodyElse) {
            process.destroyForcibly();
        }
    }

    private void feed(byte[] wasm) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(wasm);
        } catch (IOException ended) {
            // The child ended first; its status says why.
        }
    }

    private ModuleRejected refusal(int status, String reason) {
        return switch (status) {
            case REFUSED ->
                    new ModuleRejected(Reason.MALFORMED, Printable.of(reason, MESSAGE_CHARS));
            case SIGNALLED + SIGXCPU, SIGNALLED + SIGKILL ->
                    new ModuleRejected(
                            Reason.LIMIT,
                            "compiling it takes more than the %d s that a module of its size gets; simplify its largest functions"
                                    .formatted(limits.seconds()));
            case SIGNALLED + SIGABRT ->
                    new ModuleRejected(
                            Reason.LIMIT,
                            "compiling it takes more than the %d MiB of memory a module gets; simplify its largest functions"
                                    .formatted(limits.memoryBytes() >> 20));
            default ->
                    new ModuleRejected(
                            Reason.LIMIT,
                            "the compiler ended with status %d: %s".formatted(status, reason));
        };
    }
}
