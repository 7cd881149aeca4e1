package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// When the guest call in progress began and must end: written by the guest's thread, read by
/// whoever waits for it and may have to give up on it. What follows a call, its log lines and the
/// instance's end, belongs to it and is watched as well, until [#idle].
final class CallClock {
    private static final long IDLE = 0;

    /// Half of the scale, some 146 years: what is later is never reached, and sums don't overflow.
    private static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final long limitNanos;

    /// The deadline, or 0 between calls. A deadline that happens to be 0 is moved by a nanosecond.
    private final AtomicLong deadline = new AtomicLong(IDLE);

    private long beganNanos;

    /// @param limit what each call may take
    CallClock(Duration limit) {
        limitNanos = (limit.compareTo(NEVER) < 0 ? limit : NEVER).toNanos();
    }

    /// Begins a call.
    ///
    /// @return its deadline on the scale of [System#nanoTime]
    long begin() {
        beganNanos = System.nanoTime();
        long end = beganNanos + limitNanos;
        deadline.setRelease(end == IDLE ? 1 : end);
        return end;
    }

    /// Nothing is left to do: ends the watch.
    void idle() {
        deadline.setRelease(IDLE);
    }

    /// How long ago the last call began; for its report, how long it took. A look at the clock
    /// costs a third of an empty call, so the call itself takes none at its end. Guest thread.
    long elapsedNanos() {
        return System.nanoTime() - beganNanos;
    }

    /// Whether a call is more than some time past its deadline. Any thread.
    boolean overdue(long now, long graceNanos) {
        long end = deadline.getAcquire();
        return end != IDLE && now - end > graceNanos;
    }
}
