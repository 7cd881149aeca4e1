package org.frankenterm.wasi;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Clocks that a test turns by hand. The monotonic one starts far from zero and below it.
final class FakeTime {
    private final AtomicLong realtime = new AtomicLong(1_700_000_000_123_456_789L);
    private final AtomicLong monotonic = new AtomicLong(-5_000_000_000L);

    InstantSource realtime() {
        return () -> {
            long nanos = realtime.get();
            return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
        };
    }

    long monotonic() {
        return monotonic.get();
    }

    /// Lets time pass.
    void pass(long nanos) {
        realtime.addAndGet(nanos);
        monotonic.addAndGet(nanos);
    }
}
