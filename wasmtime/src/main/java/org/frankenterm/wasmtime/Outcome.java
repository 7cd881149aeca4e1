package org.frankenterm.wasmtime;

import java.util.List;

/// How a call into a guest ended. Whatever a guest does is one of these, never an exception.
public sealed interface Outcome {
    /// Returned normally.
    ///
    /// @param value the `i32` result, 0 for a function without one
    record Returned(int value) implements Outcome {
        private static final Returned ZERO = new Returned(0);

        static Returned of(int value) {
            return value == 0 ? ZERO : new Returned(value);
        }
    }

    /// Trapped. The instance may be in any state: throw it away.
    ///
    /// @param code why
    /// @param message for people; the host function's own for [TrapCode#HOST]
    /// @param frames where, innermost first, at most 20
    record Trapped(TrapCode code, String message, List<Frame> frames) implements Outcome {}

    /// Asked to exit (`proc_exit`).
    ///
    /// @param status what it gave; 0 is success where a start function ends so
    record Exited(int status) implements Outcome {}

    /// Used up its fuel.
    ///
    /// @param frames where, innermost first, at most 20
    record OutOfFuel(List<Frame> frames) implements Outcome {}

    /// Was stopped from outside.
    ///
    /// @param cancelled true if somebody cancelled, before the call started or during it; false if
    ///   the deadline passed
    /// @param frames where, innermost first, at most 20
    record Interrupted(boolean cancelled, List<Frame> frames) implements Outcome {}

    /// A host function threw: a mistake of the host's, not of the guest's.
    ///
    /// @param thrown what
    record HostFailed(Throwable thrown) implements Outcome {}

    /// The library refused before anything ran: an instantiation past the store's limits, for one.
    ///
    /// @param message its own, cut at 4 KiB
    record Refused(String message) implements Outcome {}
}
