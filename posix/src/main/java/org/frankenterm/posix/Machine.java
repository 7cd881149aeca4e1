package org.frankenterm.posix;

import java.util.Locale;

/// The processor this process runs on, as far as the kernel's numbers differ by it: the column of
/// [SystemCall]'s table, and the flags below. Whatever isn't here is the same on both.
enum Machine {
    /// `asm/unistd_64.h`, `asm-generic/fcntl.h`.
    X86_64(0x1_0000, 0x2_0000),
    /// `asm-generic/unistd.h`, arm64's `asm/fcntl.h`.
    AARCH64(0x4000, 0x8000),
    /// Any other, or another system: nothing can be called.
    UNKNOWN(0, 0);

    static final Machine HERE = of(System.getProperty("os.name"), System.getProperty("os.arch"));

    private final long directory;
    private final long noFollow;

    Machine(long directory, long noFollow) {
        this.directory = directory;
        this.noFollow = noFollow;
    }

    static Machine of(String system, String architecture) {
        if (!system.equals("Linux")) {
            return UNKNOWN;
        }
        return switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default -> UNKNOWN;
        };
    }

    /// `O_DIRECTORY`.
    long directory() {
        return directory;
    }

    /// `O_NOFOLLOW`.
    long noFollow() {
        return noFollow;
    }
}
