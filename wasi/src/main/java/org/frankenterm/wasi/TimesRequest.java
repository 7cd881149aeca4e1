package org.frankenterm.wasi;

import org.frankenterm.posix.Timestamp;
import org.frankenterm.posix.Timestamps;

/// What a guest asks `*_filestat_set_times` for; `fstflags` of `typenames.witx`.
final class TimesRequest {
    private static final int ATIM = 1;
    private static final int ATIM_NOW = 1 << 1;
    private static final int MTIM = 1 << 2;
    private static final int MTIM_NOW = 1 << 3;
    private static final int ALL = ATIM | ATIM_NOW | MTIM | MTIM_NOW;

    private TimesRequest() {}

    /// Reads the guest's numbers; refuses with `inval` flags that don't exist or contradict each
    /// other, and a time past the year 2262.
    static Timestamps of(long accessed, long modified, long flags) {
        if ((flags & ~ALL) != 0) {
            throw new Refusal(Errno.INVAL);
        }
        return new Timestamps(
                time(accessed, (flags & ATIM) != 0, (flags & ATIM_NOW) != 0),
                time(modified, (flags & MTIM) != 0, (flags & MTIM_NOW) != 0));
    }

    private static Timestamp time(long nanos, boolean given, boolean now) {
        if ((given && now) || (given && nanos < 0)) {
            throw new Refusal(Errno.INVAL);
        }
        return now ? new Timestamp.Now() : given ? new Timestamp.At(nanos) : new Timestamp.Keep();
    }
}
