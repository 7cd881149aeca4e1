package org.frankenterm.posix;

/// The kernel's words for opening that are the same on both processors: `asm-generic/fcntl.h`,
/// `linux/fcntl.h`. Those that differ are in [Machine].
final class OpenFlags {
    static final long AT_FDCWD = -100;
    static final long AT_EMPTY_PATH = 0x1000;

    static final long WRONLY = 01;
    static final long RDWR = 02;
    static final long CREAT = 0100;
    static final long EXCL = 0200;
    static final long NOCTTY = 0400;
    static final long APPEND = 02000;
    static final long NONBLOCK = 04000;
    static final long DSYNC = 01_0000;
    static final long SYNC = 0401_0000;
    static final long CLOEXEC = 0200_0000;
    static final long PATH = 01000_0000;

    /// Who may use a new file, before the process's umask.
    static final long FILE_MODE = 0666;

    private OpenFlags() {}

    /// The flags that an intention stands for.
    ///
    /// @param how an intention without contradictions
    static long of(OpenHow how) {
        return CLOEXEC | access(how) | placement(how) | writing(how);
    }

    private static long access(OpenHow how) {
        return switch (how.access()) {
            case PATH -> PATH;
            case READ -> NONBLOCK | NOCTTY;
            case WRITE -> NONBLOCK | NOCTTY | WRONLY;
            case READ_WRITE -> NONBLOCK | NOCTTY | RDWR;
        };
    }

    private static long placement(OpenHow how) {
        return (how.directory() ? Machine.HERE.directory() : 0)
                | (how.noFollow() ? Machine.HERE.noFollow() : 0)
                | (how.create() ? CREAT : 0)
                | (how.create() && how.exclusive() ? EXCL : 0);
    }

    private static long writing(OpenHow how) {
        return (how.append() ? APPEND : 0) | (how.sync() ? SYNC : 0) | (how.dataSync() ? DSYNC : 0);
    }
}
