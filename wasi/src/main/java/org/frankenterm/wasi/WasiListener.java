package org.frankenterm.wasi;

import org.frankenterm.wasmtime.Caller;

/// Hears of every call that a guest makes to preview 1: where deadlines are checked and calls are
/// audited.
///
/// Called on the guest's thread, around the function. Neither method may keep the caller, change
/// its slots or call the guest.
public interface WasiListener {
    /// Hears nothing and stops nothing.
    WasiListener NONE =
            new WasiListener() {
                @Override
                public void enter(WasiFunction function, Caller caller) {}

                @Override
                public void leave(WasiFunction function, Caller caller, WasiCall call) {}
            };

    /// A guest calls a function. What this throws ends the call before the function has run, and
    /// then [#leave] is not called.
    ///
    /// @param function the function
    /// @param caller the guest, with its arguments in the slots
    void enter(WasiFunction function, Caller caller);

    /// The function has run. A bug in the function leaves with [Errno#IO].
    ///
    /// @param function the function
    /// @param caller the guest, with its arguments still in the slots
    /// @param call what it was about and what the guest is answered; reused after this returns
    void leave(WasiFunction function, Caller caller, WasiCall call);
}
