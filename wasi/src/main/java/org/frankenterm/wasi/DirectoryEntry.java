package org.frankenterm.wasi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One entry of a directory, as `fd_readdir` tells it; `dirent` and its name.
final class DirectoryEntry {
    /// Bytes of a `dirent`, without the name that follows.
    static final int HEADER = 24;

    private final byte[] name;
    private final long inode;
    private final Filetype type;
    private final long next;

    /// @param next the cookie of the entry behind it
    DirectoryEntry(byte[] name, long inode, Filetype type, long next) {
        this.name = name;
        this.inode = inode;
        this.type = type;
        this.next = next;
    }

    long next() {
        return next;
    }

    /// The header and the name, as the guest reads them.
    byte[] encoded() {
        byte[] bytes = new byte[HEADER + name.length];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(next)
                .putLong(inode)
                .putInt(name.length)
                .putInt(type.number())
                .put(name);
        return bytes;
    }
}
