package org.frankenterm.extension.api;

import java.time.Duration;
import java.util.List;

/// How the call of one handler ended. Each has a [#message] that names the limit where one was
/// reached, and the manifest line to change.
public sealed interface CallOutcome {
    /// What happened, for people.
    ///
    /// @return a sentence without a period, sanitised
    String message();

    /// Whether the handler did what it was asked.
    ///
    /// @return true for [Completed] only
    default boolean completed() {
        return this instanceof Completed;
    }

    /// The handler returned, with nothing or 0.
    record Completed() implements CallOutcome {
        @Override
        public String message() {
            return "completed";
        }
    }

    /// The handler reported a failure of its own. Its instance lives on.
    ///
    /// @param code what it returned, not 0
    record Failed(int code) implements CallOutcome {
        @Override
        public String message() {
            return "the handler returned " + code + ", which means failure";
        }
    }

    /// The guest trapped.
    ///
    /// @param code the trap's name, such as `UNREACHABLE`
    /// @param message what happened and, if a limit is near, which
    /// @param backtrace where, innermost first, at most 20 lines
    record Trapped(String code, String message, List<String> backtrace) implements CallOutcome {}

    /// The call used up its fuel.
    ///
    /// @param limit units
    /// @param message with the manifest line to change
    record OutOfFuel(long limit, String message) implements CallOutcome {}

    /// The call took longer than it may, or was cancelled.
    ///
    /// @param where it was: `guest code`, or the host function it waited in
    /// @param limit what it may take
    /// @param message with the manifest line to change
    record TimedOut(String where, Duration limit, String message) implements CallOutcome {}

    /// The guest asked to exit, in a handler or while it was started.
    ///
    /// @param status what it gave
    record Exited(int status) implements CallOutcome {
        @Override
        public String message() {
            return "the guest exited with status " + status + " instead of returning";
        }
    }

    /// The handler had not ended when the caller stopped waiting.
    record Late() implements CallOutcome {
        @Override
        public String message() {
            return "not finished yet";
        }
    }

    /// The handler was not called.
    ///
    /// @param message why
    /// @param declared whether its hook says itself, by `panes` or `match`, that it doesn't want
    ///   such an event; then nothing went wrong
    record Skipped(String message, boolean declared) implements CallOutcome {
        /// A handler that should have been called.
        ///
        /// @param message why it wasn't
        public Skipped(String message) {
            this(message, false);
        }
    }
}
