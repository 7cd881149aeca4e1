package org.frankenterm.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;
import org.frankenterm.wasi.CommandRunner;
import org.frankenterm.wasi.Preopen;
import org.frankenterm.wasi.WasiContext;
import org.frankenterm.wasmtime.CompileLimits;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Compiler;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.Frame;
import org.frankenterm.wasmtime.HandlerRefused;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.WasmtimeException;
import org.frankenterm.wasmtime.WasmtimeLibrary;

/// A program of WASI preview 1 in a file, run as a process would be.
final class WasiProgram {
    /// What a shell reports of a process that aborted: 128 and the number of SIGABRT.
    static final int TRAPPED = 134;

    /// As Linux allows a process unless told otherwise.
    private static final int MAX_DESCRIPTORS = 1024;

    private static final int MAX_PROBLEMS = 20;
    private static final int BYTE = 0xff;

    private final Invocation invocation;
    private final Path file;
    private final String name;
    private final int maxModuleBytes;

    /// What the program sees.
    ///
    /// @param arguments without its name
    /// @param variables `NAME=VALUE`
    /// @param folders it finds open
    record View(List<String> arguments, List<String> variables, List<GuestFolder> folders) {}

    WasiProgram(Invocation invocation, Path file, int maxModuleBytes) {
        this.invocation = invocation;
        this.file = file;
        this.name = Sanitizer.line(file.toString(), 512);
        this.maxModuleBytes = maxModuleBytes;
    }

    /// Compiles and runs it.
    ///
    /// @return its exit status, or [#TRAPPED]
    /// @throws ExtensionException if it can't be read or is refused, or a folder can't be opened
    int run(View view, CommandRunner.Limits limits) throws InterruptedException {
        view.folders().forEach(WasiProgram::requireFolder);
        byte[] wasm = read();
        ModuleStructure structure = structure(wasm);
        if (WasmtimeLibrary.load() instanceof WasmtimeLibrary.Unavailable(String reason)) {
            throw new ExtensionException(ErrorCode.ENGINE_UNAVAILABLE, reason);
        }
        try (Engine engine = Engine.open();
                CommandRunner runner = CommandRunner.open(engine);
                CompiledModule program = compile(engine, wasm, structure)) {
            invocation.streams().flush();
            return status(runner.run(program, () -> context(view), limits), structure, limits);
        } catch (HandlerRefused refused) {
            throw refused(String.valueOf(refused.getMessage()));
        }
    }

    private static void requireFolder(GuestFolder folder) {
        if (!Files.isDirectory(Path.of(folder.host()))) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND,
                    "there is no folder %s, which --dir names"
                            .formatted(Sanitizer.line(folder.host(), 512)));
        }
    }

    private byte[] read() {
        try {
            if (Files.notExists(file)) {
                throw new ExtensionException(ErrorCode.NOT_FOUND, "there is no file " + name);
            }
            if (!Files.isRegularFile(file)) {
                throw refused("it is not a file");
            }
            long size = Files.size(file);
            if (size > maxModuleBytes) {
                throw new ExtensionException(
                        ErrorCode.MODULE_LIMIT,
                        "can't run %s: it has %s, more than the %s it may have"
                                .formatted(
                                        name,
                                        Quantity.bytes(size),
                                        Quantity.bytes(maxModuleBytes)));
            }
            return Files.readAllBytes(file);
        } catch (IOException | OutOfMemoryError e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't read %s: %s".formatted(name, Sanitizer.line(String.valueOf(e))),
                    e);
        }
    }

    private ModuleStructure structure(byte[] wasm) {
        ModuleStructure structure;
        try {
            structure =
                    ModuleStructure.read(
                            wasm, ModuleLimits.COMMAND.withMaxModuleBytes(maxModuleBytes));
        } catch (ModuleRejected rejected) {
            throw refused(rejected);
        }
        List<String> problems =
                CommandRunner.problems(structure).stream()
                        .map(problem -> Sanitizer.line(problem, 512))
                        .toList();
        if (problems.isEmpty()) {
            return structure;
        }
        if (problems.size() == 1) {
            throw refused(problems.getFirst());
        }
        throw new ExtensionException(
                ErrorCode.UNKNOWN_IMPORT, "can't run " + name, first(problems));
    }

    private static List<String> first(List<String> problems) {
        if (problems.size() <= MAX_PROBLEMS) {
            return problems;
        }
        List<String> first = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
        first.add("and %s more".formatted(Quantity.count(problems.size() - MAX_PROBLEMS)));
        return first;
    }

    private ExtensionException refused(String why) {
        return new ExtensionException(
                ErrorCode.INVALID_MODULE, "can't run %s: %s".formatted(name, why));
    }

    private ExtensionException refused(ModuleRejected rejected) {
        ErrorCode code =
                switch (rejected.reason()) {
                    case LIMIT -> ErrorCode.MODULE_LIMIT;
                    case MALFORMED, UNSUPPORTED -> ErrorCode.INVALID_MODULE;
                };
        return new ExtensionException(
                code, "can't run %s: %s".formatted(name, rejected.getMessage()), rejected);
    }

    private CompiledModule compile(Engine engine, byte[] wasm, ModuleStructure structure) {
        try (Progress _ = Progress.of("compiling " + name, invocation, Progress.PATIENCE)) {
            byte[] code = Compiler.open().compile(wasm, CompileLimits.ofCommand(wasm.length));
            return CompiledModule.deserialize(engine, code, structure);
        } catch (ModuleRejected rejected) {
            throw refused(rejected);
        } catch (WasmtimeException e) {
            throw new ExtensionException(
                    ErrorCode.ENGINE_UNAVAILABLE,
                    "can't compile %s: %s".formatted(name, e.getMessage()),
                    e);
        }
    }

    /// On the guest's thread.
    private WasiContext context(View view) {
        WasiContext.Builder builder =
                WasiContext.builder()
                        .inheritStreams()
                        .argument(String.valueOf(file.getFileName()))
                        .clockGranularity(Duration.ofNanos(1))
                        .maxDescriptors(MAX_DESCRIPTORS)
                        .maxFileBytes(Long.MAX_VALUE);
        view.arguments().forEach(builder::argument);
        for (String variable : view.variables()) {
            int equals = variable.indexOf('=');
            builder.variable(variable.substring(0, equals), variable.substring(equals + 1));
        }
        view.folders().forEach(folder -> builder.preopen(preopen(folder)));
        return builder.build();
    }

    private static Preopen preopen(GuestFolder folder) {
        Path absolute = Path.of(folder.host()).toAbsolutePath();
        byte[] path = absolute.toString().substring(1).getBytes(StandardCharsets.UTF_8);
        return switch (opened(path.length == 0 ? new byte[] {'.'} : path)) {
            case Result.Ok<Fd>(Fd fd) ->
                    Preopen.folder(folder.guest(), fd, folder.readOnly(), false);
            case Result.Failed<Fd>(ErrorNumber error) ->
                    throw new ExtensionException(
                            ErrorCode.IO,
                            "can't open the folder %s: %s"
                                    .formatted(Sanitizer.line(folder.host(), 512), error));
        };
    }

    private static Result<Fd> opened(byte[] path) {
        return switch (Fd.openRoot()) {
            case Result.Failed<Fd> failed -> failed;
            case Result.Ok<Fd>(Fd root) -> {
                try (root) {
                    OpenHow how = OpenHow.read().directory(true);
                    yield Resolver.system().open(root, path, how);
                }
            }
        };
    }

    private int status(Outcome outcome, ModuleStructure structure, CommandRunner.Limits limits) {
        return switch (outcome) {
            case Outcome.Returned _ -> ExitStatus.DONE.number();
            case Outcome.Exited(int status) -> status & BYTE;
            case Outcome.Trapped trapped -> {
                invocation.say(name + " trapped: " + Sanitizer.line(trapped.message(), 512));
                trapped.frames()
                        .forEach(frame ->
                                invocation.err().println("  at " + line(frame, structure)));
                yield TRAPPED;
            }
            case Outcome.OutOfFuel _ ->
                    stopped("it used up its %s of fuel".formatted(Quantity.count(limits.fuel())));
            case Outcome.Interrupted _ ->
                    stopped(
                            "its time of %s is over"
                                    .formatted(
                                            limits.timeout()
                                                    .map(Quantity::duration)
                                                    .orElse("its run")));
            case Outcome.Refused(String message) -> stopped(Sanitizer.line(message, 512));
            case Outcome.HostFailed(Throwable thrown) -> throw failed(thrown);
        };
    }

    private int stopped(String why) {
        invocation.say("stopped %s: %s".formatted(name, why));
        return TRAPPED;
    }

    private static RuntimeException failed(Throwable thrown) {
        return thrown instanceof ExtensionException known
                ? known
                : new IllegalStateException("a host function failed", thrown);
    }

    private static String line(Frame frame, ModuleStructure structure) {
        String function =
                structure
                        .functionNames()
                        .of(frame.function())
                        .orElse("function " + frame.function());
        return frame.offset() < 0 ? function : "%s at 0x%x".formatted(function, frame.offset());
    }
}
