package org.frankenterm.posix;

import org.jspecify.annotations.Nullable;

/// Why the kernel refused, by its number: `asm-generic/errno-base.h` and `asm-generic/errno.h`, the
/// same on every processor supported here.
public enum ErrorNumber {
    /// Not permitted, whoever asks.
    PERM(1),
    /// No such file or folder.
    NOENT(2),
    /// No such process.
    SRCH(3),
    /// Interrupted by a signal.
    INTR(4),
    /// The device failed.
    IO(5),
    /// No such device, or nobody at a FIFO's other end.
    NXIO(6),
    /// The argument list is too long.
    TOOBIG(7),
    /// Not a program.
    NOEXEC(8),
    /// Not an open descriptor, or not open for this.
    BADF(9),
    /// No child process.
    CHILD(10),
    /// Not now; try again.
    AGAIN(11),
    /// Out of memory.
    NOMEM(12),
    /// Not permitted to this user.
    ACCES(13),
    /// A bad address.
    FAULT(14),
    /// In use.
    BUSY(16),
    /// Exists already.
    EXIST(17),
    /// Leads to another file system, or out of the folder.
    XDEV(18),
    /// No such device.
    NODEV(19),
    /// Not a folder.
    NOTDIR(20),
    /// A folder.
    ISDIR(21),
    /// An invalid argument.
    INVAL(22),
    /// Too many open files in the system.
    NFILE(23),
    /// Too many open files in the process.
    MFILE(24),
    /// Not a terminal, or nothing that this control operation is for.
    NOTTY(25),
    /// A program that is being run.
    TXTBSY(26),
    /// Too large a file.
    FBIG(27),
    /// No space left.
    NOSPC(28),
    /// Can't seek: a pipe, a terminal, a socket.
    SPIPE(29),
    /// A read-only file system.
    ROFS(30),
    /// Too many links.
    MLINK(31),
    /// Nobody reads the other end.
    PIPE(32),
    /// Outside the function's domain.
    DOM(33),
    /// The result doesn't fit.
    RANGE(34),
    /// Would wait for itself.
    DEADLK(35),
    /// Too long a name or path.
    NAMETOOLONG(36),
    /// No locks left.
    NOLCK(37),
    /// The kernel, or a filter before it, has no such call.
    NOSYS(38),
    /// The folder isn't empty.
    NOTEMPTY(39),
    /// Too many symbolic links, or one where none is allowed.
    LOOP(40),
    /// No data available.
    NODATA(61),
    /// The protocol failed.
    PROTO(71),
    /// A value too large for its type.
    OVERFLOW(75),
    /// Not a valid character sequence.
    ILSEQ(84),
    /// Not a socket.
    NOTSOCK(88),
    /// Too long a message.
    MSGSIZE(90),
    /// Not supported by this kind of file.
    NOTSUP(95),
    /// The connection was given up here.
    CONNABORTED(103),
    /// The connection was reset by the peer.
    CONNRESET(104),
    /// No buffer space.
    NOBUFS(105),
    /// Not connected.
    NOTCONN(107),
    /// Took too long.
    TIMEDOUT(110),
    /// Refused by the peer.
    CONNREFUSED(111),
    /// Under way already.
    ALREADY(114),
    /// Under way now.
    INPROGRESS(115),
    /// A file on a server that doesn't know it any more.
    STALE(116),
    /// The user's disk quota is reached.
    DQUOT(122),
    /// Cancelled.
    CANCELED(125),
    /// Any other. Its number is the largest that the kernel gives (`MAX_ERRNO`, `linux/err.h`) and
    /// names none, so that its negation is a failure too.
    OTHER(4095);

    private static final @Nullable ErrorNumber[] BY_NUMBER = byNumber();

    private final int number;

    ErrorNumber(int number) {
        this.number = number;
    }

    /// The number in `errno.h`.
    ///
    /// @return positive; 4095 for [#OTHER]
    public int number() {
        return number;
    }

    /// The form in which a call returns it.
    ///
    /// @return `-number()`
    public long negated() {
        return -(long) number;
    }

    /// The error that a call returned.
    ///
    /// @param result negative
    /// @return its name, [#OTHER] if it has none here
    /// @throws IllegalArgumentException if `result` isn't negative: it is no error
    public static ErrorNumber of(long result) {
        if (result >= 0) {
            throw new IllegalArgumentException(result + " is no error");
        }
        ErrorNumber found = result > -BY_NUMBER.length ? BY_NUMBER[(int) -result] : null;
        return found == null ? OTHER : found;
    }

    private static @Nullable ErrorNumber[] byNumber() {
        @Nullable ErrorNumber[] table = new @Nullable ErrorNumber[CANCELED.number + 1];
        for (ErrorNumber each : values()) {
            if (each != OTHER) {
                table[each.number] = each;
            }
        }
        return table;
    }
}
