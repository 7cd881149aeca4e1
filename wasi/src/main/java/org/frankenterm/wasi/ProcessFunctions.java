package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.U32;

import java.util.List;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.GuestExit;

/// `proc_*` and `sched_yield`: what a process may do to itself.
final class ProcessFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.noReturn("proc_exit", ProcessFunctions::exit, U32),
                    WasiFunction.of("proc_raise", ProcessFunctions::raise, U32),
                    WasiFunction.of("sched_yield", ProcessFunctions::schedYield));

    private ProcessFunctions() {}

    private static Errno exit(Caller caller, WasiContext context) {
        throw new GuestExit(caller.i32(0));
    }

    /// There are no signals; Wasmtime answers the same.
    private static Errno raise(Caller caller, WasiContext context) {
        return Errno.NOTSUP;
    }

    /// A guest has one thread, so there is none to make way for.
    private static Errno schedYield(Caller caller, WasiContext context) {
        return Errno.SUCCESS;
    }
}
