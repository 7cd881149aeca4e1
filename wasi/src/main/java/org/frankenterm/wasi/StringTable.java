package org.frankenterm.wasi;

import java.util.List;
import org.frankenterm.wasmtime.Memory;

/// Strings as a guest receives them, arguments or environment: an array of pointers into a block of
/// bytes, each string ended by a NUL. Immutable.
final class StringTable {
    private final int[] offsets;
    private final byte[] block;

    /// Joins the strings.
    ///
    /// @throws IllegalArgumentException if one holds a NUL, or they are more than 2 GiB
    StringTable(List<byte[]> strings) {
        long size = 0;
        for (byte[] string : strings) {
            requireNoNul(string);
            size += string.length + 1L;
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("arguments or environment of " + size + " bytes");
        }
        offsets = new int[strings.size()];
        block = new byte[(int) size];
        int offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            byte[] string = strings.get(i);
            offsets[i] = offset;
            System.arraycopy(string, 0, block, offset, string.length);
            offset += string.length + 1;
        }
    }

    private static void requireNoNul(byte[] string) {
        for (byte b : string) {
            if (b == 0) {
                throw new IllegalArgumentException("an argument or variable holds a NUL byte");
            }
        }
    }

    /// How many strings.
    int count() {
        return offsets.length;
    }

    /// How many bytes the block has, NULs included.
    int size() {
        return block.length;
    }

    /// Writes count and size where the guest wants them.
    Errno writeSizes(Memory memory, long countPointer, long sizePointer) {
        memory.putInt(countPointer, count());
        memory.putInt(sizePointer, size());
        return Errno.SUCCESS;
    }

    /// Writes pointers and block, or nothing if either would not fit.
    Errno write(Memory memory, long pointers, long target) {
        if (count() == 0) {
            return Errno.SUCCESS;
        }
        if (!memory.contains(pointers, 4L * count()) || !memory.contains(target, size())) {
            return Errno.FAULT;
        }
        memory.write(target, block);
        for (int i = 0; i < offsets.length; i++) {
            memory.putInt(pointers + 4L * i, (int) (target + offsets[i]));
        }
        return Errno.SUCCESS;
    }
}
