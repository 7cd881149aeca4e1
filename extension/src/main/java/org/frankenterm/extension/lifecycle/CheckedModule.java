package org.frankenterm.extension.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.wasmtime.HostImport;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;

/// A module that has everything its manifest names and wants nothing this host doesn't offer. Not
/// compiled yet.
///
/// @param manifest that goes with it
/// @param wasm the binary
/// @param structure what it declares
@SuppressWarnings("ArrayRecordComponent") // 32 MiB are not copied, and never compared
public record CheckedModule(Manifest manifest, byte[] wasm, ModuleStructure structure) {
    /// Checks a source.
    ///
    /// @param imports what this host offers
    /// @throws ExtensionException with every problem of the first step that has any: the manifest,
    ///   the module's form, its imports and handlers
    public static CheckedModule check(ExtensionSource source, List<HostImport> imports) {
        Manifest manifest = source.reading().manifest();
        if (manifest == null) {
            throw new ExtensionException(
                    ErrorCode.INVALID_MANIFEST,
                    "can't load %s: its manifest has errors".formatted(source.name()),
                    source.reading().report());
        }
        byte[] wasm = source.wasm();
        if (wasm == null) {
            throw new ExtensionException(
                    ErrorCode.INVALID_MANIFEST,
                    "can't run %s: it has assets only, no module".formatted(source.name()));
        }
        ModuleStructure structure = check(source.name(), wasm, imports);
        require(
                source.name(),
                HandlerCheck.problems(manifest, structure),
                ErrorCode.INVALID_HANDLER);
        return new CheckedModule(manifest, wasm, structure);
    }

    /// Checks a module that has no manifest of its own to go with.
    ///
    /// @param name for messages
    /// @param imports what this host offers
    /// @return what it declares
    /// @throws ExtensionException with every problem of the first step that has any: the module's
    ///   form, its imports
    public static ModuleStructure check(String name, byte[] wasm, List<HostImport> imports) {
        ModuleStructure structure = structure(name, wasm);
        require(name, new ImportCheck(imports).problems(structure), ErrorCode.UNKNOWN_IMPORT);
        return structure;
    }

    private static ModuleStructure structure(String name, byte[] wasm) {
        try {
            return ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
        } catch (ModuleRejected rejected) {
            throw refusal(name, rejected);
        }
    }

    static ExtensionException refusal(String name, ModuleRejected rejected) {
        ErrorCode code =
                switch (rejected.reason()) {
                    case LIMIT -> ErrorCode.MODULE_LIMIT;
                    case MALFORMED, UNSUPPORTED -> ErrorCode.INVALID_MODULE;
                };
        return new ExtensionException(
                code, "can't load the module of " + name + ": " + rejected.getMessage());
    }

    private static void require(String name, List<String> problems, ErrorCode code) {
        if (problems.size() == 1) {
            throw new ExtensionException(
                    code, "can't load the module of %s: %s".formatted(name, problems.getFirst()));
        }
        if (!problems.isEmpty()) {
            throw new ExtensionException(
                    code, "can't load the module of %s".formatted(name), new ArrayList<>(problems));
        }
    }
}
