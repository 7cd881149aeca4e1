package org.frankenterm.posix;

/// What a new position is counted from: `SEEK_…`, `linux/fs.h`.
public enum Whence {
    /// The start of the file.
    SET(0),
    /// Where it is now.
    CUR(1),
    /// The end of the file.
    END(2);

    private final int number;

    Whence(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
