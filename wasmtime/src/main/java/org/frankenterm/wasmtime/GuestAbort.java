package org.frankenterm.wasmtime;

import java.io.Serial;

/// The end of a guest call as a trap that the host makes, with a message (`env.abort`).
///
/// Thrown by host functions, without a stack trace: it is control flow, not a mistake.
public final class GuestAbort extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /// Ends the call.
    ///
    /// @param message for people, sanitised already where it came from the guest
    public GuestAbort(String message) {
        super(message, null, false, false);
    }

    /// What the trap says.
    ///
    /// @return the message given
    public String message() {
        return String.valueOf(getMessage());
    }
}
