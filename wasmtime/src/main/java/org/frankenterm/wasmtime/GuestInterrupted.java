package org.frankenterm.wasmtime;

import java.io.Serial;

/// The end of a guest call from inside a host function, because its deadline passed or it was
/// cancelled.
///
/// Thrown by host functions, without a stack trace: it is control flow, not a mistake.
public final class GuestInterrupted extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    GuestInterrupted() {
        super("the deadline passed or the call was cancelled", null, false, false);
    }
}
