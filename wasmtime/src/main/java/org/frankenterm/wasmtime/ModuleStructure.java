package org.frankenterm.wasmtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the sections of a module declare, read without looking at an instruction and before
/// anything is compiled: enough to know what the module wants, what it offers, and that compiling
/// it is no folly. What instructions do wrong only the engine finds.
///
/// Immutable. Names are the module author's text, unsanitised.
///
/// Source: WebAssembly core specification 2.0, 5.5.
///
/// @param imports the functions that the module wants, in the module's order
/// @param exports what the module offers, by name, in the module's order
/// @param memories the memory that the module defines, exported or not: at most one
/// @param hasStart whether some function runs while the module is instantiated, before any entry
/// @param functionCount how many functions the module defines itself
/// @param codeBytes the size of the code section, 0 if there is none
/// @param dataSegmentCount how many data segments there are
/// @param customSections the names of the custom sections, in the module's order, repetitions
///   included
/// @param functionNames what the module calls its functions
public record ModuleStructure(
        List<ImportType> imports,
        Map<String, ExportType> exports,
        List<MemoryType> memories,
        boolean hasStart,
        int functionCount,
        int codeBytes,
        int dataSegmentCount,
        List<String> customSections,
        FunctionNames functionNames) {

    /// Copies the collections.
    public ModuleStructure {
        imports = List.copyOf(imports);
        exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
        memories = List.copyOf(memories);
        customSections = List.copyOf(customSections);
    }

    /// Reads a module.
    ///
    /// Refused are files that aren't core modules, damaged modules, modules over a limit, modules
    /// that show a proposal which the engine has switched off (64-bit, shared and several memories,
    /// custom page sizes, garbage-collected types, host references, exceptions), imports other than
    /// functions, and a memory that is exported under another name than `memory`.
    ///
    /// @param wasm the whole module, in the binary format; not kept
    /// @param limits what it is held to
    /// @return what it declares
    /// @throws ModuleRejected with a sentence for its author, if the module is refused
    public static ModuleStructure read(byte[] wasm, ModuleLimits limits) throws ModuleRejected {
        return new ModuleReader(wasm, limits).read();
    }
}
