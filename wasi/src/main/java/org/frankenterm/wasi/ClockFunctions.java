package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.OUT_U64;
import static org.frankenterm.wasi.Parameter.U32;
import static org.frankenterm.wasi.Parameter.U64;

import java.util.List;
import org.frankenterm.wasmtime.Caller;

/// `clock_*`: what time it is, and how coarsely.
final class ClockFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of("clock_res_get", ClockFunctions::resolutionGet, U32, OUT_U64),
                    WasiFunction.of("clock_time_get", ClockFunctions::timeGet, U32, U64, OUT_U64));

    private ClockFunctions() {}

    private static Errno resolutionGet(Caller caller, WasiContext context) {
        if (!GuestClocks.exists(caller.i32(0))) {
            return Errno.INVAL;
        }
        caller.memory().putLong(caller.u32(1), context.clocks().granularity());
        return Errno.SUCCESS;
    }

    private static Errno timeGet(Caller caller, WasiContext context) {
        int clock = caller.i32(0);
        if (!GuestClocks.exists(clock)) {
            return Errno.INVAL;
        }
        caller.memory().putLong(caller.u32(2), context.clocks().read(clock));
        return Errno.SUCCESS;
    }
}
