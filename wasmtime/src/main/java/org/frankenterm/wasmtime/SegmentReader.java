package org.frankenterm.wasmtime;

/// Reads what fills tables and memory at the start: the element and data sections. Contents are
/// counted and passed over.
///
/// Source: WebAssembly core specification 2.0, 5.5.12 and 5.5.14.
final class SegmentReader {

    private static final int PASSIVE_OR_DECLARATIVE = 1;
    private static final int EXPLICIT_INDEX = 2;
    private static final int EXPRESSIONS = 4;
    private static final int ALL_FLAGS = 7;

    private SegmentReader() {}

    static void elements(BinaryReader in, Declarations module) throws ModuleRejected {
        int count = Quantity.ELEMENT_SEGMENTS.read(in, module.limits, "the module");
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += elementSegment(in, module, sum);
        }
    }

    /// Passes over one element segment; how many elements it has. `before` is how many came before.
    private static long elementSegment(BinaryReader in, Declarations module, long before)
            throws ModuleRejected {
        int at = in.position();
        long flags = in.u32();
        if (flags > ALL_FLAGS) {
            throw in.malformed(at, "an element segment is marked 0x%02x", flags);
        }
        skipTarget(in, module, flags);
        boolean expressions = (flags & EXPRESSIONS) != 0;
        if ((flags & (PASSIVE_OR_DECLARATIVE | EXPLICIT_INDEX)) != 0) {
            skipElementType(in, expressions);
        }
        int countAt = in.position();
        long count = in.u32();
        Quantity.TABLE_ELEMENTS.check(module.limits, "the module", before + count, countAt);
        for (long i = 0; i < count; i++) {
            skipElement(in, module, expressions);
        }
        return count;
    }

    private static void skipTarget(BinaryReader in, Declarations module, long flags)
            throws ModuleRejected {
        if ((flags & PASSIVE_OR_DECLARATIVE) != 0) {
            return;
        }
        if ((flags & EXPLICIT_INDEX) != 0) {
            Declarations.at(module.tables, in, "table");
        }
        ConstantExpression.skip(in);
    }

    private static void skipElementType(BinaryReader in, boolean expressions)
            throws ModuleRejected {
        if (expressions) {
            TypeReader.refType(in);
            return;
        }
        int at = in.position();
        int kind = in.u8();
        if (kind != 0) {
            throw in.malformed(at, "an element segment holds things of kind 0x%02x", kind);
        }
    }

    private static void skipElement(BinaryReader in, Declarations module, boolean expressions)
            throws ModuleRejected {
        if (expressions) {
            ConstantExpression.skip(in);
        } else {
            Declarations.at(module.functions, in, "function");
        }
    }

    /// How many data segments there are.
    static int data(BinaryReader in, Declarations module) throws ModuleRejected {
        int count = Quantity.DATA_SEGMENTS.read(in, module.limits, "the module");
        for (int i = 0; i < count; i++) {
            dataSegment(in);
        }
        return count;
    }

    private static void dataSegment(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        long flags = in.u32();
        if (flags > EXPLICIT_INDEX) {
            throw in.malformed(at, "a data segment is marked 0x%02x", flags);
        }
        if (flags == EXPLICIT_INDEX && in.u32() != 0) {
            throw Proposal.MULTI_MEMORY.refused(at);
        }
        if (flags != PASSIVE_OR_DECLARATIVE) {
            ConstantExpression.skip(in);
        }
        in.skip(in.u32());
    }
}
