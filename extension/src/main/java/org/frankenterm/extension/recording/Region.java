package org.frankenterm.extension.recording;

/// Bytes in a guest's memory that a host function read, or wrote.
///
/// @param pointer where they begin, unsigned 32-bit
/// @param bytes not to be changed
@SuppressWarnings("ArrayRecordComponent") // may have megabytes, and is never compared
public record Region(long pointer, byte[] bytes) {
    /// Checks the pointer.
    ///
    /// @throws IllegalArgumentException if it is none
    public Region {
        if (pointer < 0 || pointer > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("a pointer has 32 bits");
        }
    }

    /// Where they end: behind the last of them.
    public long end() {
        return pointer + bytes.length;
    }
}
