package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// The names directly in an open folder. Each is a single component: one that is empty, `.` or
/// `..`, holds `/` or NUL, or is longer than 255 bytes is an [IllegalArgumentException], before the
/// kernel sees it. Callers have checked; this is the second lock, because with such a name these
/// calls would leave the folder.
///
/// Nothing here follows a link at the name. On the thread of the folder's descriptor only: every
/// method throws what [Fd] throws.
public final class Names {
    private static final int NAME_BYTES = 255; // NAME_MAX, linux/limits.h
    private static final long FOLDER_MODE = 0777;
    private static final long AT_REMOVEDIR = 0x200;

    private final Fd folder;

    /// The names in a folder.
    ///
    /// @param folder stays the caller's; [Access#PATH] is enough
    public Names(Fd folder) {
        this.folder = folder;
    }

    /// Makes a folder, 0777 before the process's umask.
    ///
    /// @param name a single component
    /// @return 0, or a negated error number: `EXIST` if there is anything of that name
    public int makeDirectory(byte[] name) {
        long path = Scratch.own().path(checked(name));
        return (int) Syscall.call(SystemCall.MKDIRAT, folder.number(), path, FOLDER_MODE);
    }

    /// Removes an empty folder.
    ///
    /// @param name a single component
    /// @return 0, or a negated error number: `NOTEMPTY`, `NOTDIR` for anything else, `NOENT`
    public int removeDirectory(byte[] name) {
        return unlink(name, AT_REMOVEDIR);
    }

    /// Removes the name of anything but a folder.
    ///
    /// @param name a single component
    /// @return 0, or a negated error number: `ISDIR` for a folder, `NOENT`
    public int unlink(byte[] name) {
        return unlink(name, 0);
    }

    private int unlink(byte[] name, long flags) {
        long path = Scratch.own().path(checked(name));
        return (int) Syscall.call(SystemCall.UNLINKAT, folder.number(), path, flags);
    }

    /// Makes a symbolic link.
    ///
    /// @param target what it says, unchecked: whether it leads anywhere is decided when followed
    /// @param name a single component
    /// @return 0, or a negated error number: `EXIST`, `NOENT` for an empty target, `NAMETOOLONG`
    ///   for one over 4,095 bytes
    /// @throws IllegalArgumentException if `target` holds NUL, besides the name's reasons
    public int symlink(byte[] target, byte[] name) {
        checked(name);
        Paths.requireNoNul(target);
        if (target.length > Scratch.PATH_BYTES) {
            return (int) ErrorNumber.NAMETOOLONG.negated();
        }
        Scratch scratch = Scratch.own();
        return (int)
                Syscall.call(
                        SystemCall.SYMLINKAT,
                        scratch.path(target),
                        folder.number(),
                        scratch.otherPath(name));
    }

    /// Moves a name, in one step; what had the new name is gone.
    ///
    /// @param name a single component
    /// @param to the folder of the new name, perhaps the same
    /// @param newName a single component
    /// @return 0, or a negated error number: `XDEV` into another mount, `NOTEMPTY`, `ISDIR`,
    ///   `NOTDIR`, `INVAL` into itself
    public int rename(byte[] name, Fd to, byte[] newName) {
        return both(SystemCall.RENAMEAT2, name, to, newName);
    }

    /// Gives a file a second name; of a symbolic link the link itself.
    ///
    /// @param name a single component
    /// @param to the folder of the new name, perhaps the same
    /// @param newName a single component
    /// @return 0, or a negated error number: `EXIST`, `PERM` for a folder, `XDEV` into another
    ///   mount
    public int link(byte[] name, Fd to, byte[] newName) {
        return both(SystemCall.LINKAT, name, to, newName);
    }

    private int both(SystemCall call, byte[] name, Fd to, byte[] newName) {
        Scratch scratch = Scratch.own();
        long path = scratch.path(checked(name));
        long newPath = scratch.otherPath(checked(newName));
        return (int) Syscall.call(call, folder.number(), path, to.number(), newPath, 0);
    }

    /// What a symbolic link says.
    ///
    /// @param link the link itself: opened with [Access#PATH] and [OpenHow#noFollow()]
    /// @return its target, not interpreted; `INVAL` if it is no link
    public static Result<byte[]> readLink(Fd link) {
        MemorySegment target = Scratch.own().pathBuffer();
        long length =
                Syscall.call(
                        SystemCall.READLINKAT,
                        link.number(),
                        Scratch.EMPTY_PATH,
                        target.address(),
                        target.byteSize());
        if (length == ErrorNumber.NOENT.negated()) {
            // said of the empty path, when what it stands for is no link
            return new Result.Failed<>(ErrorNumber.INVAL);
        }
        if (length < 0) {
            return Result.Failed.of(length);
        }
        if (length > Scratch.PATH_BYTES) {
            return new Result.Failed<>(ErrorNumber.NAMETOOLONG);
        }
        return new Result.Ok<>(target.asSlice(0, length).toArray(JAVA_BYTE));
    }

    private static byte[] checked(byte[] name) {
        Paths.requireNoNul(name);
        if (name.length == 0 || name.length > NAME_BYTES || Paths.isDots(name)) {
            throw new IllegalArgumentException("not the name of one entry");
        }
        if (Paths.contains(name, '/')) {
            throw new IllegalArgumentException("a path, not the name of one entry");
        }
        return name;
    }
}
