package org.frankenterm.extension.sandbox;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.wasi.Preview1;
import org.frankenterm.wasi.WasiFunction;

/// The host functions by index, as the audit knows them: those of the extension ABI, then those of
/// WASI, and what stands for mounting. Immutable.
public final class HostTable {
    /// No function: what the audit says of a granted path that an instance doesn't get.
    private static final AuditedFunction MOUNT =
            new AuditedFunction("mount", true, (_, _, path) -> path);

    /// Nor is this: what the audit says of an event that an extension may not hear.
    private static final AuditedFunction EVENT =
            new AuditedFunction("event", false, (_, _, name) -> name);

    private final List<AuditedFunction> functions;
    private final IdentityHashMap<WasiFunction, Integer> wasi = new IdentityHashMap<>();

    /// A table.
    ///
    /// @param functions all of them
    /// @param firstWasi index of the first of [Preview1#functions]; the others follow it
    public HostTable(List<AuditedFunction> functions, int firstWasi) {
        List<AuditedFunction> all = new ArrayList<>(functions);
        all.add(MOUNT);
        all.add(EVENT);
        this.functions = List.copyOf(all);
        int index = firstWasi;
        for (WasiFunction function : Preview1.functions()) {
            wasi.put(function, index++);
        }
    }

    /// All functions, by index.
    public List<AuditedFunction> functions() {
        return functions;
    }

    /// The index of what stands for the mounting of granted paths.
    int mount() {
        return functions.size() - 2;
    }

    /// The index of what stands for the handing over of events.
    int event() {
        return functions.size() - 1;
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
