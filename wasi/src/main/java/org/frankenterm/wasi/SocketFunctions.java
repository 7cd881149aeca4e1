package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.FD;
import static org.frankenterm.wasi.Parameter.OUT_U16;
import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.U32;
import static org.frankenterm.wasi.Parameter.VECTORS;

import java.util.List;
import org.frankenterm.wasmtime.Caller;

/// `sock_*`: no descriptor is ever a socket, so each refuses: `badf` for a closed number, `notsock`
/// for an open one.
final class SocketFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of("sock_accept", SocketFunctions::refuse, FD, U32, OUT_U32),
                    WasiFunction.of(
                            "sock_recv",
                            SocketFunctions::refuse,
                            FD,
                            VECTORS,
                            U32,
                            OUT_U32,
                            OUT_U16),
                    WasiFunction.of(
                            "sock_send", SocketFunctions::refuse, FD, VECTORS, U32, OUT_U32),
                    WasiFunction.of("sock_shutdown", SocketFunctions::refuse, FD, U32));

    private SocketFunctions() {}

    private static Errno refuse(Caller caller, WasiContext context) {
        context.descriptor(caller.u32(0));
        return Errno.NOTSOCK;
    }
}
