package org.frankenterm.wasi;

/// How much a guest may still put into files in the call it is in. Guest thread only.
final class WriteAllowance {
    /// What may be set aside for files in advance, in bytes: how large one may be made, and how
    /// much of all in a call.
    static final long MAX_ALLOCATED = 1L << 30;

    private final long perCall;
    private long writable;
    private long allocatable;

    /// @param perCall bytes; [Long#MAX_VALUE] for as many as it likes
    WriteAllowance(long perCall) {
        this.perCall = perCall;
        renew();
    }

    /// Begins a call.
    void renew() {
        writable = perCall;
        allocatable = unlimited() ? Long.MAX_VALUE : MAX_ALLOCATED;
    }

    private boolean unlimited() {
        return perCall == Long.MAX_VALUE;
    }

    /// How much of a write may be done; refuses with `dquot` when nothing is left.
    long atMost(long wanted) {
        if (wanted > 0 && writable == 0) {
            throw Refusal.denied(Errno.DQUOT);
        }
        return Math.min(wanted, writable);
    }

    /// Notes what was written.
    void spend(long bytes) {
        writable -= unlimited() ? 0 : bytes;
    }

    /// Takes what is to be set aside; refuses with `dquot` more than is left.
    void allocate(long bytes) {
        if (bytes > allocatable) {
            throw Refusal.denied(Errno.DQUOT);
        }
        allocatable -= unlimited() ? 0 : bytes;
    }

    /// Refuses with `fbig` a size that a file may not be given.
    void checkSize(long size) {
        if (!unlimited() && size > MAX_ALLOCATED) {
            throw Refusal.denied(Errno.FBIG);
        }
    }
}
