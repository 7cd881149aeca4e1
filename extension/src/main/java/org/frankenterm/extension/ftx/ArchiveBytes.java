package org.frankenterm.extension.ftx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of an archive, with the numbers of ZIP: unsigned, little-endian. Never changed.
final class ArchiveBytes {
    private final byte[] bytes;
    private final ByteBuffer numbers;

    /// @param bytes not copied: nobody may change them
    ArchiveBytes(byte[] bytes) {
        this.bytes = bytes;
        this.numbers = ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    int length() {
        return bytes.length;
    }

    int u16(int at) {
        return Short.toUnsignedInt(numbers.getShort(at));
    }

    long u32(int at) {
        return Integer.toUnsignedLong(numbers.getInt(at));
    }

    /// Whether a record begins here.
    boolean signature(int at, int signature) {
        return at >= 0 && at <= length() - Integer.BYTES && numbers.getInt(at) == signature;
    }

    byte[] copy(int at, int length) {
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    /// The bytes themselves, for what reads them in place.
    byte[] array() {
        return bytes;
    }
}
