package org.frankenterm.extension.sandbox;

import java.util.Arrays;
import org.frankenterm.extension.api.DispatchPolicy.ProcessorShare;

/// How much processor time an extension has used lately, against its share. Both clocks are passed
/// in. One thread.
///
/// Time is counted when a call has ended, in tenths of the window; what was used longer than a
/// window ago is forgotten.
final class ProcessorMeter {
    private static final int PARTS = 10;

    /// A share of everything is none to be watched.
    private static final int ALL = 100;

    private final long[] used = new long[PARTS];
    private final long partNanos;
    private final long allowedNanos;
    private final boolean watched;
    private long beganNanos;
    private long part;
    private long processorNanos;

    /// @param now on the scale of [System#nanoTime]
    /// @param processor what the thread has used before
    ProcessorMeter(ProcessorShare share, long now, long processor) {
        partNanos = share.window().toNanos() / PARTS;
        allowedNanos = share.window().toNanos() / 100 * share.percent();
        watched = share.percent() < ALL;
        beganNanos = now;
        processorNanos = processor;
    }

    boolean watched() {
        return watched;
    }

    /// Counts what was used since the last time.
    ///
    /// @param processor what the thread has used ever
    void add(long now, long processor) {
        advance(now);
        used[(int) (part % PARTS)] += processor - processorNanos;
        processorNanos = processor;
    }

    private void advance(long now) {
        long next = (now - beganNanos) / partNanos;
        if (next - part >= PARTS) {
            Arrays.fill(used, 0);
            part = next;
        }
        while (part < next) {
            used[(int) (++part % PARTS)] = 0;
        }
    }

    /// What was used within the last window.
    long usedNanos(long now) {
        advance(now);
        long sum = 0;
        for (long each : used) {
            sum += each;
        }
        return sum;
    }

    /// Whether that is more than the share.
    boolean over(long now) {
        return watched && usedNanos(now) > allowedNanos;
    }

    /// Whether it is down to half of the share.
    boolean rested(long now) {
        return usedNanos(now) <= allowedNanos / 2;
    }

    /// How long until less may be counted.
    long nanosToNextPart(long now) {
        return partNanos - Math.floorMod(now - beganNanos, partNanos);
    }
}
