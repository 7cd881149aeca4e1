package org.frankenterm.extension.ftx;

/// A file or folder in a package, and where its data is.
///
/// @param name a checked one; a folder's ends in `/`
/// @param size of its data, in bytes
/// @param compressed how many bytes of the package that takes
/// @param crc of its data
/// @param deflated whether the data is compressed
/// @param offset of the data in the package
public record FtxEntry(
        String name, int size, int compressed, long crc, boolean deflated, int offset) {
    /// Whether it is a folder, which has no data.
    public boolean folder() {
        return name.endsWith("/");
    }

    int end() {
        return offset + compressed;
    }
}
