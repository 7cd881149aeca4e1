package org.frankenterm.wasi;

/// What a descriptor may be used for: bits of `rights` in `typenames.witx`. Only ever taken away.
final class Rights {
    static final long FD_READ = 1L << 1;
    static final long FD_FDSTAT_SET_FLAGS = 1L << 3;
    static final long FD_WRITE = 1L << 6;
    static final long FD_FILESTAT_GET = 1L << 21;
    static final long POLL_FD_READWRITE = 1L << 27;

    private static final long COMMON = FD_FDSTAT_SET_FLAGS | FD_FILESTAT_GET | POLL_FD_READWRITE;

    /// What a stream without a position can do besides reading or writing. Neither seek nor tell,
    /// as for a pipe.
    static final long INPUT = COMMON | FD_READ;

    static final long OUTPUT = COMMON | FD_WRITE;

    private Rights() {}
}
