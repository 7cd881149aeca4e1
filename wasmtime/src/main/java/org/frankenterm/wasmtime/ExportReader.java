package org.frankenterm.wasmtime;

import java.util.List;
import java.util.Locale;
import org.frankenterm.wasmtime.ModuleRejected.Reason;
import org.jspecify.annotations.Nullable;

/// Reads the export section. The memory is exported as `memory` or not at all, and nothing else has
/// that name, so whoever asks for it by name gets it or nothing.
///
/// Source: WebAssembly core specification 2.0, 5.5.10.
final class ExportReader {

    private static final String MEMORY = "memory";

    private ExportReader() {}

    static void section(BinaryReader in, Declarations module) throws ModuleRejected {
        int count = Quantity.EXPORTS.read(in, module.limits, "the module");
        for (int i = 0; i < count; i++) {
            int at = in.position();
            ExportType export = export(in, module, i);
            if (module.exports.putIfAbsent(export.name(), export) != null) {
                throw in.malformed(at, "%s is exported twice", Printable.quoted(export.name()));
            }
            requireMemoryName(at, export);
        }
    }

    private static ExportType export(BinaryReader in, Declarations module, int number)
            throws ModuleRejected {
        String name = in.name(module.limits, "the name of export " + number);
        int at = in.position();
        int kind = in.u8();
        int indexAt = in.position();
        int index = (int) in.u32();
        @Nullable ExternType type =
                switch (kind) {
                    case 0 -> at(module.functions, index);
                    case 1 -> at(module.tables, index);
                    case 2 -> at(module.memories, index);
                    case 3 -> at(module.globals, index);
                    case 4 -> throw Proposal.EXCEPTIONS.refused(at);
                    default ->
                            throw in.malformed(at, "export %d is of unknown kind %d", number, kind);
                };
        if (type == null) {
            throw in.malformed(
                    indexAt, "export %s names what does not exist", Printable.quoted(name));
        }
        boolean imported = kind == 0 && index < module.imports.size();
        return new ExportType(name, index, type, imported);
    }

    /// The element at an index, taken as unsigned, null if there is none.
    private static <T> @Nullable T at(List<T> space, int index) {
        return index >= 0 && index < space.size() ? space.get(index) : null;
    }

    private static void requireMemoryName(int at, ExportType export) throws ModuleRejected {
        boolean isMemory = export.type() instanceof MemoryType;
        boolean isNamedMemory = export.name().equals(MEMORY);
        if (isMemory && !isNamedMemory) {
            throw refused(at, "the module exports its memory as %s", export);
        }
        if (!isMemory && isNamedMemory) {
            throw refused(at, "the module's export %s is no memory", export);
        }
    }

    private static ModuleRejected refused(int at, String format, ExportType export) {
        return new ModuleRejected(
                Reason.UNSUPPORTED,
                at,
                String.format(Locale.ROOT, format, Printable.quoted(export.name()))
                        + "; the memory, and nothing else, is exported as \"memory\"");
    }
}
