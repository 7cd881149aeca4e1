package org.frankenterm.wasi;

import org.frankenterm.posix.FileStatus;
import org.frankenterm.wasmtime.Memory;

/// `filestat` of `typenames.witx`, as guests read it.
///
/// @param device of the file system it is on
/// @param inode its number there
/// @param type what it is
/// @param links names it has
/// @param size bytes
/// @param accessed nanoseconds since 1970
/// @param modified nanoseconds since 1970
/// @param changed nanoseconds since 1970
record Filestat(
        long device,
        long inode,
        Filetype type,
        long links,
        long size,
        long accessed,
        long modified,
        long changed) {
    /// Bytes of a `filestat`.
    static final int SIZE = 64;

    /// Of a stream that is nowhere in a file system: all fields are zero.
    static final Filestat NOWHERE = new Filestat(0, 0, Filetype.UNKNOWN, 0, 0, 0, 0, 0);

    /// What the system says of a file.
    static Filestat of(FileStatus status) {
        return new Filestat(
                status.device(),
                status.inode(),
                Filetype.of(status.type()),
                status.links(),
                status.size(),
                status.accessedNanos(),
                status.modifiedNanos(),
                status.changedNanos());
    }

    /// Writes all 64 bytes.
    void write(Memory memory, long pointer) {
        memory.putLong(pointer, device);
        memory.putLong(pointer + 8, inode);
        memory.putLong(pointer + 16, type.number());
        memory.putLong(pointer + 24, links);
        memory.putLong(pointer + 32, size);
        memory.putLong(pointer + 40, accessed);
        memory.putLong(pointer + 48, modified);
        memory.putLong(pointer + 56, changed);
    }
}
