package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasi.CommandRunner;
import org.frankenterm.wasmtime.MemoryType;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;

/// A command's module, which has a `_start` and wants nothing that preview 1 doesn't have. Not
/// compiled yet.
///
/// @param name of its file, sanitised
/// @param wasm the binary
/// @param structure what it declares
@SuppressWarnings("ArrayRecordComponent") // some 100 MB are not copied, and never compared
record WasiModule(String name, byte[] wasm, ModuleStructure structure) {
    /// The largest array that every JVM can make.
    static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private static final int MAX_PROBLEMS = 20;
    private static final long PAGE_BYTES = 64 << 10;

    /// Reads and checks a file.
    ///
    /// @param most bytes that it may have
    /// @throws ExtensionException if it is missing, can't be read, or is refused
    static WasiModule read(Path path, int most) {
        String given = path.toString();
        String name = given.isEmpty() ? Quoted.of(given) : Sanitizer.line(given, 512);
        InputFile file = new InputFile("run", name, path);
        long size = file.size();
        if (size > most) {
            throw file.problem(
                    ErrorCode.MODULE_LIMIT,
                    "it has %s, more than the %s it may have"
                            .formatted(Quantity.bytes(size), Quantity.bytes(most)));
        }
        byte[] wasm = file.read(most);
        try {
            ModuleLimits limits = ModuleLimits.COMMAND.withMaxModuleBytes(most);
            WasiModule module = new WasiModule(name, wasm, ModuleStructure.read(wasm, limits));
            module.requireCommand();
            return module;
        } catch (ModuleRejected rejected) {
            throw refusal(name, rejected);
        }
    }

    /// A refusal as its user reads it.
    static ExtensionException refusal(String name, ModuleRejected rejected) {
        ErrorCode code =
                switch (rejected.reason()) {
                    case LIMIT -> ErrorCode.MODULE_LIMIT;
                    case MALFORMED, UNSUPPORTED -> ErrorCode.INVALID_MODULE;
                };
        return new ExtensionException(
                code, "can't run %s: %s".formatted(name, rejected.getMessage()), rejected);
    }

    private void requireCommand() {
        List<String> problems = CommandRunner.problems(structure);
        if (problems.isEmpty()) {
            return;
        }
        List<String> shown = new ArrayList<>();
        problems.stream()
                .limit(MAX_PROBLEMS)
                .forEach(problem -> shown.add(Sanitizer.line(problem, 512)));
        if (problems.size() > MAX_PROBLEMS) {
            shown.add("and %s more".formatted(Quantity.count(problems.size() - MAX_PROBLEMS)));
        }
        boolean one = shown.size() == 1;
        throw new ExtensionException(
                ErrorCode.INVALID_MODULE,
                "can't run " + name + (one ? ": " + shown.getFirst() : ""),
                one ? List.of() : shown);
    }

    /// Asks whether it can begin with less memory than it may have.
    ///
    /// @throws ExtensionException if it can't
    void requireRoom(long memoryBytes) {
        long begins =
                structure.memories().stream().mapToLong(MemoryType::minPages).sum() * PAGE_BYTES;
        if (begins > memoryBytes) {
            throw new ExtensionException(
                    ErrorCode.MODULE_LIMIT,
                    "can't run %s: it begins with %s of memory and may have %s; raise --max-memory"
                            .formatted(name, Quantity.bytes(begins), Quantity.bytes(memoryBytes)));
        }
    }
}
