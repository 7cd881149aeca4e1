package org.frankenterm.wasi;

import java.util.EnumMap;
import java.util.Map;
import org.frankenterm.posix.ErrorNumber;

/// The error code that each preview 1 function answers with; its number is what the guest sees.
///
/// Names and numbers are `errno` of the specification (`typenames.witx`, snapshot preview 1).
public enum Errno {
    /// No error.
    SUCCESS(0),
    /// Argument list too long; `2big` in the specification.
    TOOBIG(1),
    /// Permission denied.
    ACCES(2),
    /// Address in use.
    ADDRINUSE(3),
    /// Address not available.
    ADDRNOTAVAIL(4),
    /// Address family not supported.
    AFNOSUPPORT(5),
    /// Resource unavailable, or the operation would block.
    AGAIN(6),
    /// Connection already in progress.
    ALREADY(7),
    /// Not an open descriptor, or not open for this kind of access.
    BADF(8),
    /// Bad message.
    BADMSG(9),
    /// Device or resource busy.
    BUSY(10),
    /// Operation canceled.
    CANCELED(11),
    /// No child processes.
    CHILD(12),
    /// Connection aborted.
    CONNABORTED(13),
    /// Connection refused.
    CONNREFUSED(14),
    /// Connection reset.
    CONNRESET(15),
    /// Resource deadlock would occur.
    DEADLK(16),
    /// Destination address required.
    DESTADDRREQ(17),
    /// Mathematics argument out of domain.
    DOM(18),
    /// Disk quota exceeded.
    DQUOT(19),
    /// File exists.
    EXIST(20),
    /// A pointer leads outside guest memory.
    FAULT(21),
    /// File too large.
    FBIG(22),
    /// Host is unreachable.
    HOSTUNREACH(23),
    /// Identifier removed.
    IDRM(24),
    /// Illegal byte sequence; a path that is not UTF-8.
    ILSEQ(25),
    /// Operation in progress.
    INPROGRESS(26),
    /// Interrupted function.
    INTR(27),
    /// Invalid argument.
    INVAL(28),
    /// Input or output failed.
    IO(29),
    /// Socket is connected.
    ISCONN(30),
    /// Is a directory.
    ISDIR(31),
    /// Too many levels of symbolic links.
    LOOP(32),
    /// Too many open descriptors.
    MFILE(33),
    /// Too many links.
    MLINK(34),
    /// Message too large.
    MSGSIZE(35),
    /// Reserved.
    MULTIHOP(36),
    /// File name too long.
    NAMETOOLONG(37),
    /// Network is down.
    NETDOWN(38),
    /// Connection aborted by the network.
    NETRESET(39),
    /// Network unreachable.
    NETUNREACH(40),
    /// Too many files open in the system.
    NFILE(41),
    /// No buffer space available.
    NOBUFS(42),
    /// No such device.
    NODEV(43),
    /// No such file or directory.
    NOENT(44),
    /// Executable file format error.
    NOEXEC(45),
    /// No locks available.
    NOLCK(46),
    /// Reserved.
    NOLINK(47),
    /// Not enough space in memory.
    NOMEM(48),
    /// No message of the desired type.
    NOMSG(49),
    /// Protocol not available.
    NOPROTOOPT(50),
    /// No space left on the device.
    NOSPC(51),
    /// Function not supported.
    NOSYS(52),
    /// The socket is not connected.
    NOTCONN(53),
    /// Not a directory.
    NOTDIR(54),
    /// Directory not empty.
    NOTEMPTY(55),
    /// State not recoverable.
    NOTRECOVERABLE(56),
    /// Not a socket.
    NOTSOCK(57),
    /// Not supported.
    NOTSUP(58),
    /// Inappropriate control operation.
    NOTTY(59),
    /// No such device or address.
    NXIO(60),
    /// Value too large for its type.
    OVERFLOW(61),
    /// Previous owner died.
    OWNERDEAD(62),
    /// Operation not permitted.
    PERM(63),
    /// Broken pipe.
    PIPE(64),
    /// Protocol error.
    PROTO(65),
    /// Protocol not supported.
    PROTONOSUPPORT(66),
    /// Protocol wrong type for socket.
    PROTOTYPE(67),
    /// Result too large.
    RANGE(68),
    /// Read-only file system.
    ROFS(69),
    /// The descriptor has no position to seek or tell.
    SPIPE(70),
    /// No such process.
    SRCH(71),
    /// Reserved.
    STALE(72),
    /// Connection timed out.
    TIMEDOUT(73),
    /// Text file busy.
    TXTBSY(74),
    /// Link across devices.
    XDEV(75),
    /// The descriptor lacks the right.
    NOTCAPABLE(76);

    private final int code;

    Errno(int code) {
        this.code = code;
    }

    /// The number in the guest's result.
    ///
    /// @return 0 to 76
    public int code() {
        return code;
    }

    /// What preview 1 calls an error of the system's; those without a name there are [#IO].
    static Errno of(ErrorNumber error) {
        return BY_ERROR_NUMBER.getOrDefault(error, IO);
    }

    private static final Map<ErrorNumber, Errno> BY_ERROR_NUMBER = byErrorNumber();

    /// Both lists have the names of POSIX.
    private static Map<ErrorNumber, Errno> byErrorNumber() {
        Map<ErrorNumber, Errno> found = new EnumMap<>(ErrorNumber.class);
        for (ErrorNumber error : ErrorNumber.values()) {
            for (Errno errno : values()) {
                if (errno.name().equals(error.name())) {
                    found.put(error, errno);
                }
            }
        }
        return found;
    }
}
