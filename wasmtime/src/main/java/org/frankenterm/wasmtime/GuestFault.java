package org.frankenterm.wasmtime;

import java.io.Serial;

/// A guest pointer or length that is out of bounds. A host function that lets it through ends the
/// call; the ones with an error code answer that.
///
/// Thrown by host functions, without a stack trace: it is control flow, not a mistake.
public final class GuestFault extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    GuestFault() {
        super("a guest pointer is out of bounds", null, false, false);
    }
}
