package org.frankenterm.extension.api;

import java.time.Duration;

/// How a host treats an extension whose instances fail: by a trap, by the end of its fuel or time,
/// or by an exit. A handler that returns a number other than 0 has not failed in this sense, nor
/// has one that was cancelled.
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
            new Containment(Integer.MAX_VALUE, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if there are no failures allowed for, a time is negative,
    ///   or the longest pause shorter than the first
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
