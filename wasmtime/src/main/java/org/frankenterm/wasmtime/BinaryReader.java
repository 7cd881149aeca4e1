package org.frankenterm.wasmtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.frankenterm.wasmtime.ModuleRejected.Reason;

/// A cursor over part of a module. Every read is checked against the part's end, and numbers and
/// names are taken only in the forms that the specification allows: what this reads as one thing,
/// no engine reads as another.
///
/// Not thread-safe; the bytes are the caller's and must not change meanwhile.
///
/// Source: WebAssembly core specification 2.0, 5.2.
final class BinaryReader {

    private static final int LONGEST_U32 = 5;
    private static final int LONGEST_S64 = 10;
    private static final long MAX_U32 = 0xffff_ffffL;

    private final byte[] bytes;
    private final int end;
    private final String where;
    private int position;

    /// Reads bytes `from` to `to`, the last excluded; `where` names the part in messages, such as
    /// `the code section`.
    BinaryReader(byte[] bytes, int from, int to, String where) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
        this.where = where;
    }

    /// The offset in the module of the next byte.
    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    boolean atEnd() {
        return position == end;
    }

    /// One byte, 0 to 255.
    int u8() throws ModuleRejected {
        requireBytes(1);
        return bytes[position++] & 0xff;
    }

    /// The byte that [#u8()] would read.
    int peek() throws ModuleRejected {
        requireBytes(1);
        return bytes[position] & 0xff;
    }

    /// An unsigned number of 32 bits, in LEB128.
    long u32() throws ModuleRejected {
        int at = position;
        long value = 0;
        for (int i = 0; i < LONGEST_U32; i++) {
            int b = u8();
            value |= (b & 0x7fL) << (7 * i);
            if (b < 0x80) {
                if (value > MAX_U32) {
                    throw malformed(at, "a number in %s does not fit 32 bits", where);
                }
                return value;
            }
        }
        throw tooLong(at);
    }

    /// A signed number of 32 bits, in LEB128.
    int s32() throws ModuleRejected {
        return (int) signed(32);
    }

    /// A signed number of 33 bits, in LEB128: a type index when it isn't negative, a built-in type
    /// otherwise.
    long s33() throws ModuleRejected {
        return signed(33);
    }

    /// A signed number of 64 bits, in LEB128.
    long s64() throws ModuleRejected {
        int at = position;
        long value = 0;
        for (int i = 0; i < LONGEST_S64; i++) {
            int b = u8();
            value |= (b & 0x7fL) << (7 * i);
            if (b < 0x80) {
                // Of the tenth byte one bit is left, and the others repeat it.
                if (i == LONGEST_S64 - 1 && b != 0 && b != 0x7f) {
                    throw malformed(at, "a number in %s does not fit 64 bits", where);
                }
                return extended(value, b, 7 * (i + 1));
            }
        }
        throw tooLong(at);
    }

    /// A signed number of 29 to 34 bits: those take five bytes at most.
    private long signed(int bits) throws ModuleRejected {
        int at = position;
        long value = 0;
        for (int i = 0; i < LONGEST_U32; i++) {
            int b = u8();
            value |= (b & 0x7fL) << (7 * i);
            if (b < 0x80) {
                long result = extended(value, b, 7 * (i + 1));
                if (result >> (bits - 1) != result >> 63) {
                    throw malformed(at, "a number in %s does not fit %d bits", where, bits);
                }
                return result;
            }
        }
        throw tooLong(at);
    }

    /// The value whose last byte, ending at bit `width`, carries the sign in its bit 6.
    private static long extended(long value, int last, int width) {
        boolean negative = (last & 0x40) != 0;
        return negative && width < Long.SIZE ? value | -1L << width : value;
    }

    /// Passes over bytes.
    void skip(long count) throws ModuleRejected {
        requireBytes(count);
        position += (int) count;
    }

    /// The next bytes as a part of their own, named `name` in messages; this reader goes on behind
    /// them.
    BinaryReader part(long length, String name) throws ModuleRejected {
        int from = position;
        skip(length);
        return new BinaryReader(bytes, from, position, name);
    }

    /// A name: its length, then UTF-8 without a fault. `subject` says whose it is.
    String name(ModuleLimits limits, String subject) throws ModuleRejected {
        int at = position;
        long length = u32();
        Quantity.NAME_BYTES.check(limits, subject, length, at);
        int from = position;
        skip(length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, (int) length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(from, "%s is not UTF-8", subject);
        }
    }

    /// Copies up to `max` of the next `length` bytes and passes over all of them.
    byte[] head(long length, int max) throws ModuleRejected {
        int from = position;
        skip(length);
        return Arrays.copyOfRange(bytes, from, from + (int) Math.min(length, max));
    }

    /// Refuses what is left over at the end of the part.
    void requireEnd() throws ModuleRejected {
        if (!atEnd()) {
            throw malformed(
                    position, "%s is %,d bytes longer than what it holds", where, remaining());
        }
    }

    /// The refusal of a damaged module, for what stands at byte `at`.
    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be our only dependency
    ModuleRejected malformed(int at, String format, Object... values) {
        return new ModuleRejected(Reason.MALFORMED, at, String.format(Locale.ROOT, format, values));
    }

    private void requireBytes(long count) throws ModuleRejected {
        if (count > remaining()) {
            throw malformed(
                    position,
                    "%s is truncated: %,d bytes are missing; build or copy the module again",
                    where,
                    count - remaining());
        }
    }

    private ModuleRejected tooLong(int at) {
        return malformed(at, "a number in %s is longer than the specification allows", where);
    }
}
