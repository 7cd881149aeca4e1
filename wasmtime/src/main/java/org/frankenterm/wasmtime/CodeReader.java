package org.frankenterm.wasmtime;

/// Measures the code section: how many bodies, how long each, how many locals each declares.
/// Instructions are not looked at.
///
/// Source: WebAssembly core specification 2.0, 5.5.13.
final class CodeReader {

    private CodeReader() {}

    static void section(BinaryReader in, Declarations module) throws ModuleRejected {
        int at = in.position();
        Quantity.CODE_BYTES.check(module.limits, "the module", in.remaining(), at);
        long count = in.u32();
        if (count != module.definedFunctions()) {
            throw mismatch(in, at, module, count);
        }
        for (int i = module.imports.size(); i < module.functions.size(); i++) {
            body(in, module, i);
        }
    }

    /// The refusal of a module that declares other functions than it has code for.
    static ModuleRejected mismatch(BinaryReader in, int at, Declarations module, long bodies) {
        return in.malformed(
                at,
                "the module declares %,d functions and has code for %,d",
                module.definedFunctions(),
                bodies);
    }

    private static void body(BinaryReader in, Declarations module, int index)
            throws ModuleRejected {
        String subject = "function " + index;
        int at = in.position();
        long size = in.u32();
        Quantity.BODY_BYTES.check(module.limits, subject, size, at);
        locals(in.part(size, subject), module, index);
    }

    /// Adds up the runs of locals at the start of a body. A run is up to 2³² − 1 locals long and
    /// takes two bytes of the body, so the sum stays far below 2⁶³.
    private static void locals(BinaryReader in, Declarations module, int index)
            throws ModuleRejected {
        int at = in.position();
        long sum = module.functions.get(index).params().size();
        long runs = in.u32();
        for (long run = 0; run < runs; run++) {
            sum += in.u32();
            Quantity.LOCALS.check(module.limits, "function " + index, sum, at);
            TypeReader.valType(in);
        }
    }
}
