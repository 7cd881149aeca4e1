package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/// What the kernel knows of a file: `struct statx`, `linux/stat.h`.
///
/// @param device the device it is on: major number in the upper 32 bits, minor in the lower
/// @param inode its number there
/// @param type what it is
/// @param mode permission bits, 0 to 07777
/// @param links how many names it has
/// @param size in bytes; of a symbolic link the length of its target
/// @param accessedNanos when it was read last, nanoseconds since 1970, the nearest that fit
/// @param modifiedNanos when it was written last, likewise
/// @param changedNanos when anything of it changed last, likewise
/// @param mountId which mount it was reached by; 0 if the kernel doesn't say (before 5.8)
/// @param mountRoot whether it is the root of that mount
public record FileStatus(
        long device,
        long inode,
        FileType type,
        int mode,
        long links,
        long size,
        long accessedNanos,
        long modifiedNanos,
        long changedNanos,
        long mountId,
        boolean mountRoot) {
    /// What is asked for: `STATX_BASIC_STATS | STATX_MNT_ID`.
    static final long MASK = 0x17ff;

    private static final int HAS_MOUNT_ID = 0x1000;
    private static final long IS_MOUNT_ROOT = 0x2000; // STATX_ATTR_MOUNT_ROOT
    private static final int PERMISSIONS = 07777;
    private static final int UNSIGNED_SHORT = 0xffff;

    /// Takes it out of the structure.
    ///
    /// @param statx filled by the kernel
    static FileStatus read(MemorySegment statx) {
        int mode = statx.get(JAVA_SHORT, 28) & UNSIGNED_SHORT;
        boolean hasMountId = (statx.get(JAVA_INT, 0) & HAS_MOUNT_ID) != 0;
        return new FileStatus(
                device(statx.get(JAVA_INT, 136), statx.get(JAVA_INT, 140)),
                statx.get(JAVA_LONG, 32),
                FileType.ofMode(mode),
                mode & PERMISSIONS,
                Integer.toUnsignedLong(statx.get(JAVA_INT, 16)),
                statx.get(JAVA_LONG, 40),
                time(statx, 64),
                time(statx, 112),
                time(statx, 96),
                hasMountId ? statx.get(JAVA_LONG, 144) : 0,
                (statx.get(JAVA_LONG, 8) & IS_MOUNT_ROOT) != 0);
    }

    private static long device(int major, int minor) {
        return (Integer.toUnsignedLong(major) << Integer.SIZE) | Integer.toUnsignedLong(minor);
    }

    /// `struct statx_timestamp`: 64 bits of seconds, 32 of nanoseconds.
    private static long time(MemorySegment statx, long offset) {
        return Timespec.nanos(
                statx.get(JAVA_LONG, offset), statx.get(JAVA_INT, offset + Long.BYTES));
    }

    /// Whether both were reached by one mount. Where the kernel doesn't name mounts, one device
    /// stands for one mount.
    boolean sameMount(FileStatus other) {
        return (mountId == 0 || other.mountId == 0)
                ? device == other.device
                : mountId == other.mountId;
    }
}
