package org.frankenterm.extension.recording;

/// How a host call ended.
public sealed interface Ending {
    /// It returned to the guest.
    ///
    /// @param result an `i32` in its lower half, or an `i64`; 0 for a function without one
    record Returned(long result) implements Ending {}

    /// It ended the guest's call as the guest asked (`proc_exit`).
    record Exited(int status) implements Ending {}

    /// It ended the guest's call with a trap.
    record Aborted(String message) implements Ending {}

    /// The guest's time was over, or somebody cancelled.
    record Interrupted() implements Ending {}

    /// The host function failed.
    record Failed() implements Ending {}
}
