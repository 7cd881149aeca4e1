package org.frankenterm.wasi;

import java.io.IOException;

/// Where the bytes go that a guest writes to descriptor 1 or 2.
///
/// The bytes are the guest's: not text until somebody has decoded and cleaned them. Called on the
/// guest's thread.
@FunctionalInterface
public interface OutputSink {
    /// Takes all of the bytes, or fails. Keeps no reference to the array, which is used again.
    ///
    /// @param bytes holds what was written
    /// @param offset of the first byte
    /// @param length how many
    /// @throws IOException if they can't be passed on; the guest's write is answered with
    ///   [Errno#IO]
    void write(byte[] bytes, int offset, int length) throws IOException;
}
