package org.frankenterm.wasi;

import org.frankenterm.posix.FileType;

/// What a descriptor or directory entry is: `filetype` of `typenames.witx`.
enum Filetype {
    UNKNOWN(0),
    BLOCK_DEVICE(1),
    CHARACTER_DEVICE(2),
    DIRECTORY(3),
    REGULAR_FILE(4),
    SOCKET_DGRAM(5),
    SOCKET_STREAM(6),
    SYMBOLIC_LINK(7);

    private final int number;

    Filetype(int number) {
        this.number = number;
    }

    /// The number that guests see.
    int number() {
        return number;
    }

    /// What the system's type is called here. There is no name for a FIFO.
    static Filetype of(FileType type) {
        return switch (type) {
            case REGULAR -> REGULAR_FILE;
            case DIRECTORY -> DIRECTORY;
            case SYMBOLIC_LINK -> SYMBOLIC_LINK;
            case SOCKET -> SOCKET_STREAM;
            case CHARACTER_DEVICE -> CHARACTER_DEVICE;
            case BLOCK_DEVICE -> BLOCK_DEVICE;
            case FIFO, UNKNOWN -> UNKNOWN;
        };
    }
}
