package org.frankenterm.wasmtime;

import java.util.Locale;
import org.frankenterm.wasmtime.ModuleRejected.Reason;

/// Reads the import section. Whatever isn't a function is refused: an imported memory, table or
/// global would be one that the host, or another guest, shares with this one.
///
/// Source: WebAssembly core specification 2.0, 5.5.5.
final class ImportReader {

    private ImportReader() {}

    static void section(BinaryReader in, Declarations module) throws ModuleRejected {
        int count = Quantity.IMPORTS.read(in, module.limits, "the module");
        for (int i = 0; i < count; i++) {
            ImportType imported = imported(in, module, i);
            module.imports.add(imported);
            module.functions.add(imported.type());
        }
    }

    private static ImportType imported(BinaryReader in, Declarations module, int number)
            throws ModuleRejected {
        String space = in.name(module.limits, "the module name of import " + number);
        String name = in.name(module.limits, "the name of import " + number);
        int at = in.position();
        int kind = in.u8();
        return switch (kind) {
            case 0 -> new ImportType(space, name, Declarations.at(module.types, in, "type"));
            case 1 -> {
                TypeReader.tableType(in);
                throw refused(at, "table", space, name, "link without --import-table");
            }
            case 2 -> {
                TypeReader.memoryType(in);
                throw refused(at, "memory", space, name, "link it, without --import-memory");
            }
            case 3 -> {
                TypeReader.globalType(in);
                throw refused(at, "global", space, name, "link one module, without -shared");
            }
            case 4 -> throw Proposal.EXCEPTIONS.refused(at);
            default -> throw in.malformed(at, "import %d is of unknown kind %d", number, kind);
        };
    }

    private static ModuleRejected refused(
            int at, String kind, String space, String name, String cure) {
        return new ModuleRejected(
                Reason.UNSUPPORTED,
                at,
                String.format(
                        Locale.ROOT,
                        "the module imports the %s %s of %s, and a guest imports functions"
                                + " only; %s",
                        kind,
                        Printable.quoted(name),
                        Printable.quoted(space),
                        cure));
    }
}
