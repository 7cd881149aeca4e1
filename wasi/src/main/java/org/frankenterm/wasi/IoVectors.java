package org.frankenterm.wasi;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.frankenterm.wasmtime.Memory;

/// The pieces of guest memory that one read or write is made of: an array of `iovec` or `ciovec`.
///
/// Copied from the guest and checked as a whole before a byte moves.
final class IoVectors {
    /// The most pieces in a call; IOV_MAX of Linux.
    static final int MAX_COUNT = 1024;

    /// No pieces at all; the array is not looked at.
    static final IoVectors NONE = new IoVectors(new long[0], new long[0], 0);

    private static final int RECORD = 8;

    private final long[] pointers;
    private final long[] lengths;
    private final long total;

    private IoVectors(long[] pointers, long[] lengths, long total) {
        this.pointers = pointers;
        this.lengths = lengths;
        this.total = total;
    }

    /// Reads the array. Refuses with `inval` more than [#MAX_COUNT] pieces and lengths whose sum
    /// the 32-bit result can't hold, with `fault` a piece outside memory.
    static IoVectors read(Memory memory, long array, long count) {
        if (count > MAX_COUNT) {
            throw new Refusal(Errno.INVAL);
        }
        int pieces = (int) count;
        long[] pointers = new long[pieces];
        long[] lengths = new long[pieces];
        long total = 0;
        for (int i = 0; i < pieces; i++) {
            pointers[i] = Integer.toUnsignedLong(memory.getInt(array + (long) RECORD * i));
            lengths[i] = Integer.toUnsignedLong(memory.getInt(array + (long) RECORD * i + 4));
            if (lengths[i] != 0 && !memory.contains(pointers[i], lengths[i])) {
                throw new Refusal(Errno.FAULT);
            }
            total += lengths[i];
        }
        if (total > 0xFFFF_FFFFL) {
            throw new Refusal(Errno.INVAL);
        }
        return new IoVectors(pointers, lengths, total);
    }

    /// How many bytes in all; fits 32 bits, unsigned.
    long total() {
        return total;
    }

    /// The pieces as views of the guest's memory to be filled, without empty ones.
    ///
    /// @param most bytes of all pieces together; the rest is left out
    ByteBuffer[] views(Memory memory, long most) {
        return pieces(memory::view, most);
    }

    /// The pieces as views of the guest's memory to be taken from, without empty ones.
    ///
    /// @param most bytes of all pieces together; the rest is left out
    ByteBuffer[] sources(Memory memory, long most) {
        return pieces(memory::source, most);
    }

    /// One of two ways to look at a piece.
    @FunctionalInterface
    private interface Look {
        ByteBuffer at(long pointer, int length);
    }

    private ByteBuffer[] pieces(Look look, long most) {
        ByteBuffer[] views = new ByteBuffer[pointers.length];
        int count = 0;
        long left = most;
        for (int i = 0; i < pointers.length && left > 0; i++) {
            int length = (int) Math.min(lengths[i], left);
            if (length > 0) {
                views[count++] = look.at(pointers[i], length);
                left -= length;
            }
        }
        return count == views.length ? views : Arrays.copyOf(views, count);
    }
}
