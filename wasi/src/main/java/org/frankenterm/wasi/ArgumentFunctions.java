package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.POINTER;

import java.util.List;
import org.frankenterm.wasmtime.Caller;

/// `args_*`: the guest's command line.
final class ArgumentFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of("args_get", ArgumentFunctions::get, POINTER, POINTER),
                    WasiFunction.of(
                            "args_sizes_get", ArgumentFunctions::sizesGet, OUT_U32, OUT_U32));

    private ArgumentFunctions() {}

    private static Errno get(Caller caller, WasiContext context) {
        return context.arguments().write(caller.memory(), caller.u32(0), caller.u32(1));
    }

    private static Errno sizesGet(Caller caller, WasiContext context) {
        return context.arguments().writeSizes(caller.memory(), caller.u32(0), caller.u32(1));
    }
}
