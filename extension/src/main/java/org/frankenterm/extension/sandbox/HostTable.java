package org.frankenterm.extension.sandbox;

import java.util.IdentityHashMap;
import java.util.List;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.wasi.Preview1;
import org.frankenterm.wasi.WasiFunction;

/// The host functions by index, as the audit knows them: those of the extension ABI, then those of
/// WASI. Immutable.
public final class HostTable {
    private final List<AuditedFunction> functions;
    private final IdentityHashMap<WasiFunction, Integer> wasi = new IdentityHashMap<>();

    /// A table.
    ///
    /// @param functions all of them
    /// @param firstWasi index of the first of [Preview1#functions]; the others follow it
    public HostTable(List<AuditedFunction> functions, int firstWasi) {
        this.functions = List.copyOf(functions);
        int index = firstWasi;
        for (WasiFunction function : Preview1.functions()) {
            wasi.put(function, index++);
        }
    }

    /// All functions, by index.
    public List<AuditedFunction> functions() {
        return functions;
    }

    String name(int index) {
        return functions.get(index).name();
    }

    boolean waits(int index) {
        return functions.get(index).waits();
    }

    int indexOf(WasiFunction function) {
        Integer index = wasi.get(function);
        if (index == null) {
            throw new IllegalArgumentException("not in the table: " + function);
        }
        return index;
    }
}
