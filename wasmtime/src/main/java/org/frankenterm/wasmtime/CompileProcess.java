package org.frankenterm.wasmtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.frankenterm.wasmtime.ModuleRejected.Reason;

/// One run of `frankenterm-compile`: an empty environment, no descriptors but its three pipes,
/// bounded by [CompileLimits] in itself and by a kill from here at the end of its wall time.
final class CompileProcess {
    private static final int REFUSED = 2;
    private static final int MISUSED = 3;
    private static final int SIGNALLED = 128;
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGXCPU = 24;

    /// The library's reasons are cut there too.
    private static final int REASON_BYTES = 4096;

    /// A sentence of the validator's, with a name or two in it.
    private static final int MESSAGE_CHARS = 512;

    /// The most code that is taken from a child, because it arrives on the heap: real modules at
    /// the limit of 16 MiB of code come to a quarter of it.
    static final int CODE_BYTES = 512 << 20;

    private final Path program;
    private final CompileLimits limits;
    private final Process process;

    private CompileProcess(Path program, CompileLimits limits, Process process) {
        this.program = program;
        this.limits = limits;
        this.process = process;
    }

    /// Compiles and waits for it.
    ///
    /// @throws ModuleRejected if the module was refused or reached a limit
    /// @throws WasmtimeException if the child can't be started or can't do its work, or the thread
    ///   was interrupted
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
            return new CompileProcess(program, limits, builder.start()).compile(wasm);
        } catch (IOException e) {
            throw new WasmtimeException(
                    "can't run the compiler %s: %s; delete its folder, and it is put there again"
                            .formatted(program, e.getMessage()),
                    e);
        }
    }

    private byte[] compile(byte[] wasm) throws ModuleRejected, IOException {
        try (InputStream out = process.getInputStream()) {
            start("timer", this::killWhenLate);
            start("feeder", () -> feed(wasm));
            FutureTask<String> reason = new FutureTask<>(this::reason);
            start("reader", reason);
            byte[] code = out.readNBytes(CODE_BYTES);
            if (out.read() >= 0) {
                throw new ModuleRejected(Reason.LIMIT, "compiled, it is larger than 512 MiB");
            }
            int status = process.waitFor();
            if (status != 0) {
                throw refusal(status, reason.get());
            }
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WasmtimeException("compiling was interrupted; try again", e);
        } catch (ExecutionException e) {
            throw new IOException("its messages can't be read", e);
        } finally {
            kill();
        }
    }

    private static void start(String role, Runnable work) {
        Thread.ofPlatform().daemon().name("frankenterm-compile-" + role).start(work);
    }

    /// Not by [Process#destroyForcibly], which also closes the pipes under their readers.
    private void kill() {
        process.toHandle().destroyForcibly();
    }

    private void killWhenLate() {
        try {
            if (!process.waitFor(limits.wallSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException nobodyElse) {
            kill();
        }
    }

    private void feed(byte[] wasm) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(wasm);
        } catch (IOException ended) {
            // The child ended first; its status says why.
        }
    }

    /// Reads to the end, or a child with much to say would wait for ever.
    private String reason() throws IOException {
        try (InputStream err = process.getErrorStream()) {
            byte[] start = err.readNBytes(REASON_BYTES);
            err.transferTo(OutputStream.nullOutputStream());
            return Printable.of(new String(start, StandardCharsets.UTF_8), MESSAGE_CHARS);
        }
    }

    private ModuleRejected refusal(int status, String reason) {
        return switch (status) {
            case REFUSED -> new ModuleRejected(Reason.MALFORMED, reason);
            case MISUSED ->
                    throw new WasmtimeException(
                            "the compiler %s can't work: %s".formatted(program, reason), null);
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
