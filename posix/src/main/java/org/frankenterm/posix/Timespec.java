package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/// `struct timespec` with 64-bit fields, and the nanoseconds it stands for.
final class Timespec {
    static final int BYTES = 16;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    private Timespec() {}

    static long read(MemorySegment from, long offset) {
        return nanos(from.get(JAVA_LONG, offset), from.get(JAVA_LONG, offset + Long.BYTES));
    }

    static void write(MemorySegment to, long offset, long nanos) {
        write(
                to,
                offset,
                Math.floorDiv(nanos, NANOS_PER_SECOND),
                Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    static void write(MemorySegment to, long offset, long seconds, long nanos) {
        to.set(JAVA_LONG, offset, seconds);
        to.set(JAVA_LONG, offset + Long.BYTES, nanos);
    }

    /// A time as one number. 64 bits of nanoseconds reach the year 2262, file systems further: what
    /// lies beyond is the largest or smallest number.
    ///
    /// @param seconds since 1970, negative before
    /// @param nanos 0 to 999,999,999, always forwards
    static long nanos(long seconds, long nanos) {
        if (seconds > MAX_SECONDS) {
            return Long.MAX_VALUE;
        }
        return seconds < -MAX_SECONDS ? Long.MIN_VALUE : seconds * NANOS_PER_SECOND + nanos;
    }
}
