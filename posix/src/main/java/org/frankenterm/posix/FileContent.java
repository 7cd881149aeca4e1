package org.frankenterm.posix;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/// The bytes of an open regular file or stream. They move between the kernel and the buffers' own
/// memory, which may be a guest's, without a copy in Java. Buffers are direct ones, filled or
/// emptied from position to limit, one after the other; their positions stay as they are.
///
/// On the thread of its descriptor only: every method throws what [Fd] throws. Reads and writes
/// throw an [IllegalArgumentException] if a buffer isn't direct, is read-only and to be filled, or
/// `count` is none of 0 to 1,024 or more than there are.
public final class FileContent {
    private final Fd fd;

    /// The bytes behind a descriptor.
    ///
    /// @param fd stays the caller's; opened for what is to be done
    public FileContent(Fd fd) {
        this.fd = fd;
    }

    /// Reads where the description stands, and moves it on.
    ///
    /// @param to the buffers to fill
    /// @param count how many of them
    /// @return bytes read, 0 at the end, or a negated error number
    public long read(ByteBuffer[] to, int count) {
        requireCount(to, count);
        return count == 1
                ? one(SystemCall.READ, to[0], true, 0)
                : many(SystemCall.READV, to, count, true, 0);
    }

    /// Writes where the description stands, and moves it on.
    ///
    /// @param from the buffers to empty
    /// @param count how many of them
    /// @return bytes written, or a negated error number
    public long write(ByteBuffer[] from, int count) {
        requireCount(from, count);
        return count == 1
                ? one(SystemCall.WRITE, from[0], false, 0)
                : many(SystemCall.WRITEV, from, count, false, 0);
    }

    /// Reads at a position of its own.
    ///
    /// @param to the buffers to fill
    /// @param count how many of them
    /// @param position in bytes; `INVAL` if negative
    /// @return bytes read, 0 at or behind the end, or a negated error number: `SPIPE` for a stream
    public long readAt(ByteBuffer[] to, int count, long position) {
        requireCount(to, count);
        return count == 1
                ? one(SystemCall.PREAD64, to[0], true, position)
                : many(SystemCall.PREADV, to, count, true, position);
    }

    /// Writes at a position of its own. A description that appends writes at the end all the same.
    ///
    /// @param from the buffers to empty
    /// @param count how many of them
    /// @param position in bytes; `INVAL` if negative
    /// @return bytes written, or a negated error number: `SPIPE` for a stream
    public long writeAt(ByteBuffer[] from, int count, long position) {
        requireCount(from, count);
        return count == 1
                ? one(SystemCall.PWRITE64, from[0], false, position)
                : many(SystemCall.PWRITEV, from, count, false, position);
    }

    private static void requireCount(ByteBuffer[] buffers, int count) {
        if (count < 0 || count > Math.min(buffers.length, Scratch.VECTORS)) {
            throw new IllegalArgumentException(
                    "%s of %s buffers; at most %s go at once"
                            .formatted(count, buffers.length, Scratch.VECTORS));
        }
    }

    private long one(SystemCall call, ByteBuffer buffer, boolean filled, long position) {
        long address =
                filled ? DirectBuffers.writableAddress(buffer) : DirectBuffers.address(buffer);
        try {
            return Syscall.call(call, fd.number(), address, buffer.remaining(), position);
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    private long many(
            SystemCall call, ByteBuffer[] buffers, int count, boolean filled, long position) {
        long vectors = DirectBuffers.vectors(buffers, count, filled, Scratch.own().vectors());
        try {
            // a position is passed whole: a 64-bit kernel shifts the upper half out
            return Syscall.call(call, fd.number(), vectors, count, position, 0);
        } finally {
            Reference.reachabilityFence(buffers);
        }
    }

    /// Moves the description's position.
    ///
    /// @param offset in bytes, of either sign
    /// @param whence from where
    /// @return the new position from the start, or a negated error number: `INVAL` before the
    ///   start, `SPIPE` for a stream
    public long seek(long offset, Whence whence) {
        return Syscall.call(SystemCall.LSEEK, fd.number(), offset, whence.number());
    }

    /// Makes the file exactly so long: cut, or filled up with zeros.
    ///
    /// @param size in bytes
    /// @return 0, or a negated error number: `INVAL` if it is negative, no regular file or not open
    ///   for writing
    public int truncate(long size) {
        return (int) Syscall.call(SystemCall.FTRUNCATE, fd.number(), size);
    }

    /// Reserves space on the device, and makes the file at least that long.
    ///
    /// @param offset in bytes
    /// @param length in bytes, more than 0
    /// @return 0, or a negated error number: `NOSPC` if there isn't so much, `NOTSUP` if the file
    ///   system can't
    public int allocate(long offset, long length) {
        return (int) Syscall.call(SystemCall.FALLOCATE, fd.number(), 0, offset, length);
    }

    /// Says how a range will be used.
    ///
    /// @param offset in bytes
    /// @param length in bytes; 0 is to the end
    /// @param advice how
    /// @return 0, or a negated error number: `SPIPE` for a stream
    public int advise(long offset, long length, Advice advice) {
        return (int)
                Syscall.call(SystemCall.FADVISE64, fd.number(), offset, length, advice.number());
    }
}
