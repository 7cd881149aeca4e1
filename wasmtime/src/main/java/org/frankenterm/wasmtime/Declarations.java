package org.frankenterm.wasmtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What has been read of a module so far. The lists are the specification's index spaces: a
/// function's place in `functions`, imported ones first, is its index.
final class Declarations {

    /// What the module is held to.
    final ModuleLimits limits;

    final List<FuncType> types = new ArrayList<>();
    final List<ImportType> imports = new ArrayList<>();
    final List<FuncType> functions = new ArrayList<>();
    final List<TableType> tables = new ArrayList<>();
    final List<MemoryType> memories = new ArrayList<>();
    final List<GlobalType> globals = new ArrayList<>();
    final Map<String, ExportType> exports = new LinkedHashMap<>();

    Declarations(ModuleLimits limits) {
        this.limits = limits;
    }

    /// How many functions the module defines itself.
    int definedFunctions() {
        return functions.size() - imports.size();
    }

    /// The element of an index space that an index in the module names; `things` is the space in
    /// words.
    static <T> T at(List<T> space, BinaryReader in, String things) throws ModuleRejected {
        int at = in.position();
        long index = in.u32();
        if (index >= space.size()) {
            throw in.malformed(
                    at, "%s %,d is named and there are only %,d", things, index, space.size());
        }
        return space.get((int) index);
    }
}
