package org.frankenterm.posix;

/// What kind of thing a name stands for.
public enum FileType {
    /// A file of bytes.
    REGULAR,
    /// A folder.
    DIRECTORY,
    /// A symbolic link.
    SYMBOLIC_LINK,
    /// A named or unnamed pipe.
    FIFO,
    /// A socket.
    SOCKET,
    /// A device read by characters: a terminal, `/dev/null`.
    CHARACTER_DEVICE,
    /// A device read by blocks: a disk.
    BLOCK_DEVICE,
    /// None of these, or not said by the file system.
    UNKNOWN;

    private static final int TYPE_SHIFT = 12; // S_IFMT is 0170000, and DT_x is S_IFx >> 12

    /// The type in a file's mode.
    ///
    /// @param mode `stx_mode`
    static FileType ofMode(int mode) {
        return ofEntry(mode >>> TYPE_SHIFT);
    }

    /// The type in a folder's entry.
    ///
    /// @param type `d_type`, `DT_…` in `dirent.h`
    static FileType ofEntry(int type) {
        return switch (type) {
            case 1 -> FIFO;
            case 2 -> CHARACTER_DEVICE;
            case 4 -> DIRECTORY;
            case 6 -> BLOCK_DEVICE;
            case 8 -> REGULAR;
            case 10 -> SYMBOLIC_LINK;
            case 12 -> SOCKET;
            default -> UNKNOWN;
        };
    }
}
