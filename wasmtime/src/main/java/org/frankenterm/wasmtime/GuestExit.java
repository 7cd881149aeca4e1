package org.frankenterm.wasmtime;

import java.io.Serial;

/// The end of a guest call because the guest asked for it (`proc_exit`).
///
/// Thrown by host functions, without a stack trace: it is control flow, not a mistake.
public final class GuestExit extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final int status;

    /// Ends the call.
    ///
    /// @param status what the guest gave; 0 is success
    public GuestExit(int status) {
        super("the guest exited", null, false, false);
        this.status = status;
    }

    /// What the guest gave.
    ///
    /// @return the exit status
    public int status() {
        return status;
    }
}
