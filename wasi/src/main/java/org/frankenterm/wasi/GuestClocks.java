package org.frankenterm.wasi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks a guest sees, in nanoseconds: real time since 1970, and a monotonic clock of its
/// own.
///
/// A guest reads them rounded down to the granularity. The monotonic clock starts anew for each
/// instance, so it tells nothing about the host or other guests.
final class GuestClocks {
    static final int REALTIME = 0;
    static final int MONOTONIC = 1;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /// Where the monotonic clock starts. Not zero: Go's runtime refuses a clock that reads zero.
    private static final long ORIGIN = NANOS_PER_SECOND;

    private final InstantSource realtime;
    private final LongSupplier ticker;
    private final long start;
    private final long granularity;

    GuestClocks(InstantSource realtime, LongSupplier ticker, Duration granularity) {
        this.realtime = realtime;
        this.ticker = ticker;
        this.start = ticker.getAsLong();
        this.granularity = granularity.toNanos();
    }

    /// Whether there is a clock of that number. CPU time is not offered: it would be a finer clock.
    static boolean exists(int clock) {
        return clock == REALTIME || clock == MONOTONIC;
    }

    /// The step in which both clocks advance, in nanoseconds.
    long granularity() {
        return granularity;
    }

    /// The time as the guest sees it.
    long read(int clock) {
        long now = now(clock);
        return now - Math.floorMod(now, granularity);
    }

    /// The moment on a clock when a guest that asked for `timeout` (unsigned) may go on: the first
    /// step that it can read and that is not too early. A relative 0 asks not to wait. Saturates.
    long due(int clock, long timeout, boolean absolute) {
        if (timeout == 0 && !absolute) {
            return now(clock);
        }
        long bounded = timeout < 0 ? Long.MAX_VALUE : timeout;
        long moment = absolute ? bounded : plus(now(clock), bounded);
        return plus(moment, Math.floorMod(-moment, granularity));
    }

    /// How long until then; zero or less when it has come.
    long nanosUntil(int clock, long due) {
        return due - now(clock);
    }

    private long now(int clock) {
        if (clock == MONOTONIC) {
            return ticker.getAsLong() - start + ORIGIN;
        }
        Instant instant = realtime.instant();
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }

    private static long plus(long moment, long nanos) {
        return nanos > Long.MAX_VALUE - moment ? Long.MAX_VALUE : moment + nanos;
    }
}
