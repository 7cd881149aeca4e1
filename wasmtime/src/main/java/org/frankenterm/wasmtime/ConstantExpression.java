package org.frankenterm.wasmtime;

/// The few instructions that compute where a segment goes and what a global starts with. They stand
/// between the declarations without their length, so they are passed over one by one; what they
/// compute is the engine's affair.
///
/// Source: WebAssembly core specification 3.0, 3.3.11 (extended constant expressions included).
final class ConstantExpression {

    private static final int V128_BYTES = 16;
    private static final long HEAP_FUNC = 0x70 - 0x80;
    private static final long HEAP_EXTERN = 0x6f - 0x80;

    private ConstantExpression() {}

    /// Passes over one expression, its `end` included.
    static void skip(BinaryReader in) throws ModuleRejected {
        while (skipInstruction(in)) {
            // Each round reads a byte, so the section's end is the loop's.
        }
    }

    /// Passes over one instruction; false if it was the `end`.
    private static boolean skipInstruction(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        int opcode = in.u8();
        switch (opcode) {
            case 0x0b -> {
                return false;
            }
            case 0x23, 0xd2 -> in.u32(); // global.get, ref.func
            case 0x41 -> in.s32();
            case 0x42 -> in.s64();
            case 0x43 -> in.skip(Float.BYTES);
            case 0x44 -> in.skip(Double.BYTES);
            case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {} // add, sub, mul
            case 0xd0 -> skipHeapType(in);
            case 0xfb -> throw Proposal.GC.refused(at);
            case 0xfd -> skipVector(in, at);
            default -> throw notConstant(in, at, opcode);
        }
        return true;
    }

    private static void skipHeapType(BinaryReader in) throws ModuleRejected {
        int at = in.position();
        long type = in.s33();
        if (type == HEAP_EXTERN) {
            throw Proposal.EXTERNREF.refused(at);
        }
        if (type != HEAP_FUNC) {
            throw Proposal.GC.refused(at);
        }
    }

    private static void skipVector(BinaryReader in, int at) throws ModuleRejected {
        if (in.u32() != 0x0c) { // v128.const
            throw notConstant(in, at, 0xfd);
        }
        in.skip(V128_BYTES);
    }

    private static ModuleRejected notConstant(BinaryReader in, int at, int opcode) {
        return in.malformed(at, "instruction 0x%02x stands in a constant expression", opcode);
    }
}
