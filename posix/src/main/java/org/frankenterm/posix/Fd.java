package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

/// An open file description that this process holds by a number. Always `O_CLOEXEC`: no child gets
/// it. Used and closed only on the thread that opened it, once; after that, and elsewhere, every
/// use is an [IllegalStateException]. The kernel gives a closed number to whoever opens next, so
/// that a use beside a close could meet somebody else's file.
///
/// Nobody else closes it: what its thread forgets stays open until the process ends.
public final class Fd implements AutoCloseable {
    private static final long F_DUPFD_CLOEXEC = 1030;
    private static final long F_GETFL = 3;
    private static final long F_SETFL = 4;

    private final int number;
    private final @Nullable Thread owner; // absent: the process's own, whose number is never reused
    private final boolean flagsFixed; // others outside use the description by the same flags
    private volatile boolean open = true;

    private Fd(int number, @Nullable Thread owner, boolean flagsFixed) {
        this.number = number;
        this.owner = owner;
        this.flagsFixed = flagsFixed;
    }

    /// Takes hold of a new descriptor.
    ///
    /// @param result what the opening call gave
    static Result<Fd> opened(long result) {
        return result < 0
                ? Result.Failed.of(result)
                : new Result.Ok<>(new Fd((int) result, Thread.currentThread(), false));
    }

    /// Standard input, output or error. They belong to the process: any thread may use them,
    /// closing only forgets them, and their flags, which other processes share, are never changed.
    ///
    /// @param number 0, 1 or 2
    /// @return a descriptor that never really closes
    /// @throws IllegalArgumentException if `number` is another
    public static Fd inherited(int number) {
        if (number < 0 || number > 2) {
            throw new IllegalArgumentException(number + " is none of the standard streams");
        }
        return new Fd(number, null, true);
    }

    /// Opens `/`, for resolving beneath it only (`O_PATH`).
    ///
    /// @return the folder, to be closed by the caller
    public static Result<Fd> openRoot() {
        long flags = OpenFlags.PATH | OpenFlags.CLOEXEC | Machine.HERE.directory();
        long root = Scratch.own().path(new byte[] {'/'});
        return opened(Syscall.call(SystemCall.OPENAT, OpenFlags.AT_FDCWD, root, flags, 0));
    }

    /// The number, to be passed on within one call.
    ///
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    int number() {
        if (!open) {
            throw new IllegalStateException("descriptor " + number + " is closed");
        }
        requireOwner();
        return number;
    }

    private void requireOwner() {
        if (owner != null && owner != Thread.currentThread()) {
            throw new IllegalStateException(
                    "descriptor " + number + " belongs to the thread " + owner.getName());
        }
    }

    /// What it stands for now; works on every kind, `O_PATH` and links included.
    ///
    /// @return its status
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public Result<FileStatus> status() {
        Scratch scratch = Scratch.own();
        long result =
                Syscall.call(
                        SystemCall.STATX,
                        number(),
                        Scratch.EMPTY_PATH,
                        OpenFlags.AT_EMPTY_PATH,
                        FileStatus.MASK,
                        scratch.struct().address());
        return result < 0
                ? Result.Failed.of(result)
                : new Result.Ok<>(FileStatus.read(scratch.struct()));
    }

    /// Which kind of file system it is on: `f_type` of `statfs`, numbers in `linux/magic.h`.
    ///
    /// @return the magic number, or a negated error number
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public long fileSystemType() {
        Scratch scratch = Scratch.own();
        long result = Syscall.call(SystemCall.FSTATFS, number(), scratch.struct().address());
        return result < 0 ? result : scratch.struct().get(JAVA_LONG, 0);
    }

    /// The description's access mode and status flags, as the kernel writes them. On every
    /// supported processor: access mode 03 (0 read, 1 write, 2 both), `O_APPEND` 02000,
    /// `O_NONBLOCK` 04000, `O_DSYNC` 010000, `O_SYNC` 04010000, `O_PATH` 010000000.
    ///
    /// @return the flags, or a negated error number
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public long statusFlags() {
        return Syscall.call(SystemCall.FCNTL, number(), F_GETFL);
    }

    /// Makes each write go to the end of the file, or no longer.
    ///
    /// @param on whether it shall
    /// @return 0, or a negated error number: `PERM` on a standard stream
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public int append(boolean on) {
        return setFlag(OpenFlags.APPEND, on);
    }

    /// Makes reads and writes answer `AGAIN` instead of waiting, or no longer.
    ///
    /// @param on whether they shall
    /// @return 0, or a negated error number: `PERM` on a standard stream
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public int nonBlocking(boolean on) {
        return setFlag(OpenFlags.NONBLOCK, on);
    }

    private int setFlag(long flag, boolean on) {
        long flags = statusFlags();
        if (flags < 0) {
            return (int) flags;
        }
        if (flagsFixed) {
            return (int) ErrorNumber.PERM.negated();
        }
        long wanted = on ? flags | flag : flags & ~flag;
        return (int) Syscall.call(SystemCall.FCNTL, number, F_SETFL, wanted);
    }

    /// Sets the times of what it stands for: files, folders, `O_PATH` handles, and links
    /// themselves. Linux 5.8.
    ///
    /// @param times which, and to what
    /// @return 0, or a negated error number
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public int setTimes(Timestamps times) {
        Scratch scratch = Scratch.own();
        times.write(scratch.struct());
        return (int)
                Syscall.call(
                        SystemCall.UTIMENSAT,
                        number(),
                        Scratch.EMPTY_PATH,
                        scratch.struct().address(),
                        OpenFlags.AT_EMPTY_PATH);
    }

    /// Waits until everything written to the file is on its device.
    ///
    /// @return 0, or a negated error number
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public int sync() {
        return (int) Syscall.call(SystemCall.FSYNC, number());
    }

    /// Waits until the file's bytes, and what is needed to read them, are on its device.
    ///
    /// @return 0, or a negated error number
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public int dataSync() {
        return (int) Syscall.call(SystemCall.FDATASYNC, number());
    }

    /// A second descriptor of the same description: they share position and flags. That of a
    /// standard stream really closes, and its flags can't be changed either.
    ///
    /// @return the new one, to be closed by the caller
    /// @throws IllegalStateException if it is closed, or belongs to another thread
    public Result<Fd> duplicate() {
        long result = Syscall.call(SystemCall.FCNTL, number(), F_DUPFD_CLOEXEC, 0);
        return result < 0
                ? Result.Failed.of(result)
                : new Result.Ok<>(new Fd((int) result, Thread.currentThread(), flagsFixed));
    }

    /// Whether it can be used still. Any thread.
    ///
    /// @return false after [#close]
    public boolean isOpen() {
        return open;
    }

    /// Closes it, once; closed again it does nothing. What a network file system might say about
    /// earlier writes is lost here: [#sync] tells it.
    ///
    /// @throws IllegalStateException if it is open and belongs to another thread
    @Override
    public void close() {
        if (!open) {
            return;
        }
        requireOwner();
        open = false;
        if (owner != null) {
            // whatever it answers, EINTR too, the number is free by now
            Syscall.once(SystemCall.CLOSE, number, 0, 0, 0, 0);
        }
    }
}
