package org.frankenterm.wasmtime;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The deadline and the cancel flag of a store's calls. Any thread may [#cancel] and ask whether
/// somebody did; everything else is for the guest's thread. Times are on the scale of
/// [System#nanoTime].
public final class Interrupt {
    private final Thread guest;
    private volatile boolean cancelled;
    private long deadlineNanos = Long.MAX_VALUE;

    Interrupt(Thread guest) {
        this.guest = guest;
    }

    void deadline(long nanos) {
        deadlineNanos = nanos;
    }

    /// When the call in progress ends at the latest.
    ///
    /// @return nanoseconds on the scale of [System#nanoTime]
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /// How long the call in progress may still take.
    ///
    /// @param now [System#nanoTime]
    /// @return nanoseconds; 0 or less when it is over
    public long remainingNanos(long now) {
        return deadlineNanos - now;
    }

    /// Whether somebody cancelled. Stays true: a cancelled store takes no more calls.
    ///
    /// @return true after [#cancel]
    public boolean cancelled() {
        return cancelled;
    }

    /// Ends the call in progress at its next epoch or wait, and every later one before it starts.
    /// Any thread.
    public void cancel() {
        cancelled = true;
        LockSupport.unpark(guest);
    }

    /// Whether the call must end.
    ///
    /// @param now [System#nanoTime]
    /// @return true when cancelled or past the deadline
    public boolean over(long now) {
        return cancelled || deadlineNanos - now <= 0;
    }

    /// Ends the call from inside a host function if it must end.
    ///
    /// @param now [System#nanoTime]
    /// @throws GuestInterrupted if [#over]
    public void check(long now) {
        if (over(now)) {
            throw new GuestInterrupted();
        }
    }

    /// Waits, for a host function that a guest asked to wait. An interrupt of the thread doesn't
    /// end it, and is not lost.
    ///
    /// @param nanos how long; 0 or less returns at once
    /// @throws GuestInterrupted if the deadline or a cancel comes first
    public void sleep(long nanos) {
        await(() -> false, nanos);
    }

    /// Waits for something that another thread does for a host function. That thread unparks this
    /// one when it has done it. An interrupt of this thread doesn't end it, and is not lost.
    ///
    /// @param done whether it has happened; asked at the beginning and at each wake
    /// @param nanos how long at most; 0 or less returns at once
    /// @return whether it has happened
    /// @throws GuestInterrupted if the deadline or a cancel comes first
    public boolean await(BooleanSupplier done, long nanos) {
        boolean interrupted = false;
        long start = System.nanoTime();
        try {
            for (long now = start; !done.getAsBoolean(); now = System.nanoTime()) {
                if (now - start >= nanos) {
                    return false;
                }
                check(now);
                // A thread with this flag doesn't park: it would spin to the end.
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(this, Math.min(nanos - (now - start), remainingNanos(now)));
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
