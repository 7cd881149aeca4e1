package org.frankenterm.wasi;

/// `fdflags` of `typenames.witx`: how a descriptor behaves.
final class FdFlags {
    static final int APPEND = 1;
    static final int DSYNC = 1 << 1;
    static final int NONBLOCK = 1 << 2;
    static final int RSYNC = 1 << 3;
    static final int SYNC = 1 << 4;

    /// Fixed when a file is opened; the system can't change them later.
    static final int SYNCHRONOUS = DSYNC | RSYNC | SYNC;

    static final int ALL = APPEND | NONBLOCK | SYNCHRONOUS;

    private FdFlags() {}

    /// Refuses with `inval` a bit that does not exist.
    static int check(int flags) {
        if ((flags & ~ALL) != 0) {
            throw new Refusal(Errno.INVAL);
        }
        return flags;
    }
}
