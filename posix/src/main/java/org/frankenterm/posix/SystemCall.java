package org.frankenterm.posix;

/// A system call by its number: x86-64's `asm/unistd_64.h` on the left, aarch64's
/// `asm-generic/unistd.h` on the right. Only calls whose structures are the same on both.
enum SystemCall {
    CLOCK_GETRES(229, 114),
    CLOCK_GETTIME(228, 113),
    CLOSE(3, 57),
    FADVISE64(221, 223),
    FALLOCATE(285, 47),
    FCNTL(72, 25),
    FDATASYNC(75, 83),
    FSTATFS(138, 44),
    FSYNC(74, 82),
    FTRUNCATE(77, 46),
    GETDENTS64(217, 61),
    GETRANDOM(318, 278),
    IOCTL(16, 29),
    LINKAT(265, 37),
    LSEEK(8, 62),
    MKDIRAT(258, 34),
    OPENAT(257, 56),
    OPENAT2(437, 437),
    PPOLL(271, 73),
    PREAD64(17, 67),
    PREADV(295, 69),
    PWRITE64(18, 68),
    PWRITEV(296, 70),
    READ(0, 63),
    READLINKAT(267, 78),
    READV(19, 65),
    RENAMEAT2(316, 276),
    STATX(332, 291),
    SYMLINKAT(266, 36),
    UNLINKAT(263, 35),
    UTIMENSAT(280, 88),
    WRITE(1, 64),
    WRITEV(20, 66);

    private final int x86;
    private final int arm;

    SystemCall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    long number(Machine machine) {
        return switch (machine) {
            case X86_64 -> x86;
            case AARCH64 -> arm;
            case UNKNOWN -> throw new IllegalArgumentException("no numbers for this machine");
        };
    }
}
