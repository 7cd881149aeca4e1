package org.frankenterm.posix;

/// How a range of a file will be used: `POSIX_FADV_…`, `linux/fadvise.h`.
public enum Advice {
    /// Nothing in particular.
    NORMAL(0),
    /// From its start to its end.
    SEQUENTIAL(2),
    /// Here and there.
    RANDOM(1),
    /// Soon.
    WILLNEED(3),
    /// Not any more.
    DONTNEED(4),
    /// Once.
    NOREUSE(5);

    private final int number;

    Advice(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
