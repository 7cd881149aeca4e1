package org.frankenterm.extension.http;

import java.util.concurrent.TimeUnit;

/// How many requests an extension makes: so many in any minute, however they are spread. One
/// thread.
final class RequestRate {
    static final int MAX_PER_MINUTE = 60;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /// When the last ones were made, the oldest at [#next].
    private final long[] made = new long[MAX_PER_MINUTE];

    private int count;
    private int next;

    /// Counts a request if it may be made.
    ///
    /// @param now [System#nanoTime]
    boolean take(long now) {
        if (count == MAX_PER_MINUTE && now - made[next] < MINUTE) {
            return false;
        }
        made[next] = now;
        next = (next + 1) % MAX_PER_MINUTE;
        count = Math.min(count + 1, MAX_PER_MINUTE);
        return true;
    }
}
