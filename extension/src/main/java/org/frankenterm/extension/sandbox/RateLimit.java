package org.frankenterm.extension.sandbox;

import java.util.concurrent.TimeUnit;

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
        this.burst = burst;
        this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / perSecond;
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
