package org.frankenterm.extension.api;

import java.time.Duration;

/// How events reach extensions, and what becomes of those that misbehave. Immutable.
///
/// @param containment what failures lead to
/// @param share how much processor time each extension may use
/// @param lateActions what becomes of actions that come late
public record DispatchPolicy(
        Containment containment, ProcessorShare share, LateActions lateActions) {
    /// What a terminal wants.
    public static final DispatchPolicy DEFAULT =
            new DispatchPolicy(Containment.DEFAULT, ProcessorShare.DEFAULT, LateActions.APPLY);

    /// What the author of an extension wants, who runs it by itself: each event is tried, and
    /// nothing is held back.
    public static final DispatchPolicy PATIENT =
            new DispatchPolicy(Containment.NONE, ProcessorShare.ALL, LateActions.APPLY);

    /// The same with another treatment of failures.
    ///
    /// @param other what they lead to
    /// @return a copy
    public DispatchPolicy withContainment(Containment other) {
        return new DispatchPolicy(other, share, lateActions);
    }

    /// The same with another share.
    ///
    /// @param other how much processor time each extension may use
    /// @return a copy
    public DispatchPolicy withShare(ProcessorShare other) {
        return new DispatchPolicy(containment, other, lateActions);
    }

    /// The same with another end for late actions.
    ///
    /// @param other what becomes of them
    /// @return a copy
    public DispatchPolicy withLateActions(LateActions other) {
        return new DispatchPolicy(containment, share, other);
    }

    /// How a host treats an extension whose instances fail: by a trap, by the end of its fuel or
    /// time, or by an exit. A handler that returns a number other than 0 has not failed in this
    /// sense, nor has one that was cancelled.
    ///
    /// @param failures how many within `within` put it in the state *failed*, 1 or more
    /// @param within the time over which they are counted
    /// @param firstPause how long after a failure no other instance is made; 0 for no pause
    /// @param longestPause what the pause, doubled at each failure, grows to at most. It is
    ///   `firstPause` again after `within` without failure
    public record Containment(
            int failures, Duration within, Duration firstPause, Duration longestPause) {
        /// Three within a minute; pauses of 100 ms to 30 s.
        public static final Containment DEFAULT =
                new Containment(
                        3, Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofSeconds(30));

        /// Never: every event is tried with another instance. For authors, who want to see each
        /// failure.
        public static final Containment NONE =
                new Containment(
                        Integer.MAX_VALUE, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);

        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if there are no failures allowed for, a time is
        ///   negative, or the longest pause shorter than the first
        public Containment {
            if (failures < 1
                    || within.isNegative()
                    || firstPause.isNegative()
                    || longestPause.compareTo(firstPause) < 0) {
                throw new IllegalArgumentException(
                        "failures are counted from 1, times are not negative, and the longest pause is no shorter than the first");
            }
        }
    }

    /// How much processor time an extension may use. What is over it is no error of a call: the
    /// extension is left alone until its use is down to half of this, its events come to it as few
    /// as possible, and each time counts as a failure.
    ///
    /// @param percent of one core, 1 to 100
    /// @param window the time over which it is measured, 10 ms or more
    public record ProcessorShare(int percent, Duration window) {
        /// A fifth of a core over ten seconds.
        public static final ProcessorShare DEFAULT = new ProcessorShare(20, Duration.ofSeconds(10));

        /// As much as there is.
        public static final ProcessorShare ALL = new ProcessorShare(100, Duration.ofSeconds(10));

        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if one is out of its range
        public ProcessorShare {
            if (percent < 1 || percent > 100 || window.toMillis() < 10) {
                throw new IllegalArgumentException(
                        "a share is 1 to 100 percent of a core, over 10 ms or more");
            }
        }
    }

    /// What becomes of the actions of a handler that ends after whoever fired the event stopped
    /// waiting.
    public enum LateActions {
        /// They are applied when it ends, as those of any other.
        APPLY,
        /// They are dropped and counted.
        DROP
    }
}
