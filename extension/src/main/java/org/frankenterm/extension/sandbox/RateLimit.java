package org.frankenterm.extension.sandbox;

import java.time.Duration;

/// A token bucket: a burst at once, then so many a second. Counts what it refuses. One thread.
final class RateLimit {
    private final long burst;
    private final long nanosPerToken;
    private long tokens;
    private long refilledNanos;
    private long refused;

    /// @param burst how many at once, more than 0
    /// @param perSecond how many a second afterwards, more than 0
    /// @param now [System#nanoTime]
    RateLimit(long burst, long perSecond, long now) {
        this(burst, Duration.ofSeconds(1).dividedBy(perSecond), now);
    }

    /// @param burst how many at once, more than 0
    /// @param each how long one more takes, more than 0
    /// @param now [System#nanoTime]
    RateLimit(long burst, Duration each, long now) {
        this.burst = burst;
        this.nanosPerToken = each.toNanos();
        this.tokens = burst;
        this.refilledNanos = now;
    }

    boolean take(long now) {
        long earned = (now - refilledNanos) / nanosPerToken;
        if (earned > 0) {
            tokens = Math.min(burst, tokens + earned);
            refilledNanos += earned * nanosPerToken;
        }
        if (tokens == 0) {
            refused++;
            return false;
        }
        tokens--;
        return true;
    }

    /// How many were refused since the last time this was asked.
    long takeRefused() {
        long count = refused;
        refused = 0;
        return count;
    }
}
