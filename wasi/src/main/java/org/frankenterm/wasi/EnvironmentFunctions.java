package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.POINTER;

import java.util.List;
import org.frankenterm.wasmtime.Caller;

/// `environ_*`: the variables the guest was granted.
final class EnvironmentFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of("environ_get", EnvironmentFunctions::get, POINTER, POINTER),
                    WasiFunction.of(
                            "environ_sizes_get", EnvironmentFunctions::sizesGet, OUT_U32, OUT_U32));

    private EnvironmentFunctions() {}

    private static Errno get(Caller caller, WasiContext context) {
        return context.environment().write(caller.memory(), caller.u32(0), caller.u32(1));
    }

    private static Errno sizesGet(Caller caller, WasiContext context) {
        return context.environment().writeSizes(caller.memory(), caller.u32(0), caller.u32(1));
    }
}
