package org.frankenterm.wasmtime;

/// The body of a function that guests import.
@FunctionalInterface
public interface HostFunction {
    /// Runs on the guest's thread, inside the guest's call. It reads its arguments from the caller
    /// and writes its result there. It must not call a guest, and must check the deadline before it
    /// waits for anything. Whatever it throws ends the guest's call and never reaches the guest.
    ///
    /// @param caller the guest; valid until this returns, and reused
    void call(Caller caller);
}
