package org.frankenterm.wasi;

/// What a descriptor may be used for: bits of `rights` in `typenames.witx`. Only ever taken away.
final class Rights {
    static final long FD_DATASYNC = 1L;
    static final long FD_READ = 1L << 1;
    static final long FD_SEEK = 1L << 2;
    static final long FD_FDSTAT_SET_FLAGS = 1L << 3;
    static final long FD_SYNC = 1L << 4;
    static final long FD_TELL = 1L << 5;
    static final long FD_WRITE = 1L << 6;
    static final long FD_ADVISE = 1L << 7;
    static final long FD_ALLOCATE = 1L << 8;
    static final long PATH_CREATE_DIRECTORY = 1L << 9;
    static final long PATH_CREATE_FILE = 1L << 10;
    static final long PATH_LINK_SOURCE = 1L << 11;
    static final long PATH_LINK_TARGET = 1L << 12;
    static final long PATH_OPEN = 1L << 13;
    static final long FD_READDIR = 1L << 14;
    static final long PATH_READLINK = 1L << 15;
    static final long PATH_RENAME_SOURCE = 1L << 16;
    static final long PATH_RENAME_TARGET = 1L << 17;
    static final long PATH_FILESTAT_GET = 1L << 18;
    static final long PATH_FILESTAT_SET_SIZE = 1L << 19;
    static final long PATH_FILESTAT_SET_TIMES = 1L << 20;
    static final long FD_FILESTAT_GET = 1L << 21;
    static final long FD_FILESTAT_SET_SIZE = 1L << 22;
    static final long FD_FILESTAT_SET_TIMES = 1L << 23;
    static final long PATH_SYMLINK = 1L << 24;
    static final long PATH_REMOVE_DIRECTORY = 1L << 25;
    static final long PATH_UNLINK_FILE = 1L << 26;
    static final long POLL_FD_READWRITE = 1L << 27;

    /// All that are defined. A guest that asks for "everything" sets the other bits too.
    static final long ALL = (1L << 30) - 1;

    private static final long COMMON = FD_FDSTAT_SET_FLAGS | FD_FILESTAT_GET | POLL_FD_READWRITE;

    /// What a stream without a position can do besides reading or writing. Neither seek nor tell,
    /// as for a pipe: libraries tell a terminal by that.
    static final long INPUT = COMMON | FD_READ;

    static final long OUTPUT = COMMON | FD_WRITE;

    /// What can be done with a regular file.
    static final long FILE =
            COMMON
                    | FD_DATASYNC
                    | FD_READ
                    | FD_SEEK
                    | FD_SYNC
                    | FD_TELL
                    | FD_WRITE
                    | FD_ADVISE
                    | FD_ALLOCATE
                    | FD_FILESTAT_SET_SIZE
                    | FD_FILESTAT_SET_TIMES;

    /// What can be done with a directory. Syncing one is how programs make a rename durable.
    static final long DIRECTORY =
            PATH_CREATE_DIRECTORY
                    | PATH_CREATE_FILE
                    | PATH_LINK_SOURCE
                    | PATH_LINK_TARGET
                    | PATH_OPEN
                    | FD_READDIR
                    | PATH_READLINK
                    | PATH_RENAME_SOURCE
                    | PATH_RENAME_TARGET
                    | PATH_FILESTAT_GET
                    | PATH_FILESTAT_SET_SIZE
                    | PATH_FILESTAT_SET_TIMES
                    | FD_FILESTAT_GET
                    | FD_FILESTAT_SET_TIMES
                    | PATH_SYMLINK
                    | PATH_REMOVE_DIRECTORY
                    | PATH_UNLINK_FILE
                    | FD_FDSTAT_SET_FLAGS
                    | FD_SYNC
                    | FD_DATASYNC;

    /// Rights that say that a file is opened for writing. Setting its size needs that too, but Go
    /// asks for it whenever it opens anything.
    static final long WRITING = FD_WRITE | FD_ALLOCATE;

    private Rights() {}
}
