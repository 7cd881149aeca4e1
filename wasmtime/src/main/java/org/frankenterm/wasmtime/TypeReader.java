package org.frankenterm.wasmtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads types, and refuses the proposals that show in them.
///
/// Source: WebAssembly core specification 2.0, 5.3; for what is refused 3.0, 5.3, and the proposals
/// threads, custom-page-sizes and stack-switching.
final class TypeReader {

    private static final int HAS_MAXIMUM = 1;
    private static final int SHARED = 2;
    private static final int INDEX_64 = 4;
    private static final int CUSTOM_PAGE_SIZE = 8;
    private static final int ALL_FLAGS = 15;

    private TypeReader() {}

    /// The type section: function types only.
    static void section(BinaryReader in, Declarations module) throws ModuleRejected {
        int count = Quantity.TYPES.read(in, module.limits, "the module");
        for (int i = 0; i < count; i++) {
            module.types.add(funcType(in, module.limits, "type " + i));
        }
    }

    private static FuncType funcType(BinaryReader in, ModuleLimits limits, String subject)
            throws ModuleRejected {
        int at = in.position();
        int form = in.u8();
        switch (form) {
            case 0x60 -> {}
            case 0x4c, 0x4d, 0x4e, 0x4f, 0x50, 0x5e, 0x5f -> throw Proposal.GC.refused(at);
            case 0x5d -> throw Proposal.STACK_SWITCHING.refused(at);
            case 0x65 -> throw Proposal.THREADS.refused(at);
            default -> throw in.malformed(at, "%s has the unknown form 0x%02x", subject, form);
        }
        return new FuncType(
                valTypes(in, limits, Quantity.PARAMS, subject),
                valTypes(in, limits, Quantity.RESULTS, subject));
    }

    private static List<ValType> valTypes(
            BinaryReader in, ModuleLimits limits, Quantity quantity, String subject)
            throws ModuleRejected {
        int count = quantity.read(in, limits, subject);
        List<ValType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(valType(in));
        }
        return types;
    }

    /// A value type.
    static ValType valType(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        int code = in.u8();
        @Nullable ValType type = ValType.ofCode(code);
        if (type == ValType.EXTERNREF) {
            throw Proposal.EXTERNREF.refused(at);
        }
        if (type != null) {
            return type;
        }
        throw switch (code) {
            case 0x63, 0x64, 0x65, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73 ->
                    Proposal.GC.refused(at);
            case 0x69, 0x74 -> Proposal.EXCEPTIONS.refused(at);
            case 0x68, 0x75 -> Proposal.STACK_SWITCHING.refused(at);
            default -> in.malformed(at, "there is no value type 0x%02x", code);
        };
    }

    /// A reference type.
    static ValType refType(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        ValType type = valType(in);
        if (type != ValType.FUNCREF) {
            throw in.malformed(at, "%s is no reference type", type);
        }
        return type;
    }

    /// The type of a table, without an expression that fills it.
    static TableType tableType(BinaryReader in) throws ModuleRejected {
        ValType element = refType(in);
        Limits limits = limits(in, TableType.MOST_ELEMENTS, "elements");
        return new TableType(element, limits.min, limits.max);
    }

    /// The type of a memory.
    static MemoryType memoryType(BinaryReader in) throws ModuleRejected {
        Limits limits = limits(in, MemoryType.MOST_PAGES, "pages");
        return new MemoryType(limits.min, limits.max);
    }

    /// The type of a global.
    static GlobalType globalType(BinaryReader in) throws ModuleRejected {
        ValType content = valType(in);
        int at = in.position();
        int flags = in.u8();
        return switch (flags) {
            case 0, 1 -> new GlobalType(content, flags == 1);
            case SHARED, SHARED | 1 -> throw Proposal.THREADS.refused(at);
            default -> throw in.malformed(at, "a global is marked 0x%02x", flags);
        };
    }

    private record Limits(long min, long max) {}

    private static Limits limits(BinaryReader in, long most, String things) throws ModuleRejected {
        int at = in.position();
        int flags = in.u8();
        requireOffered(in, at, flags);
        long min = in.u32();
        long max = (flags & HAS_MAXIMUM) != 0 ? in.u32() : most;
        if (min > max || max > most) {
            throw in.malformed(
                    at, "%,d to %,d %s are declared, %,d is the most", min, max, things, most);
        }
        return new Limits(min, max);
    }

    private static void requireOffered(BinaryReader in, int at, int flags) throws ModuleRejected {
        if (flags > ALL_FLAGS) {
            throw in.malformed(at, "limits are marked 0x%02x", flags);
        }
        if ((flags & SHARED) != 0) {
            throw Proposal.THREADS.refused(at);
        }
        if ((flags & INDEX_64) != 0) {
            throw Proposal.MEMORY64.refused(at);
        }
        if ((flags & CUSTOM_PAGE_SIZE) != 0) {
            throw Proposal.CUSTOM_PAGE_SIZES.refused(at);
        }
    }
}
