package org.frankenterm.extension.recording;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.text.Sanitizer;

/// Bytes of a frame as they are taken apart. Nothing is believed: a length or count is compared
/// with what is left before anything of its size is made.
final class Decoder {
    /// Bits in 64, and what one byte holds.
    private static final int MOST_SHIFT = 63;

    private static final int GROUP = 7;

    /// Items of a list: an item is larger here than it was there, and no call of a guest has as
    /// many of anything.
    static final int MAX_ITEMS = 1 << 16;

    private final ByteBuffer in;

    Decoder(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    /// One of something.
    @FunctionalInterface
    interface Item<T> {
        T next() throws Damaged;
    }

    long number() throws Damaged {
        long value = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += GROUP) {
            byte group = next();
            value |= (group & 0x7FL) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new Damaged("a number has more than 64 bits");
    }

    private byte next() throws Damaged {
        if (!in.hasRemaining()) {
            throw new Damaged("a frame ends too early");
        }
        return in.get();
    }

    /// A number that is no less than 0 and below a limit.
    int below(int limit) throws Damaged {
        long value = number();
        if (value < 0 || value >= limit) {
            throw new Damaged("%d is not below %d".formatted(value, limit));
        }
        return (int) value;
    }

    private int length() throws Damaged {
        long length = number();
        if (length < 0 || length > in.remaining()) {
            throw new Damaged("a length reaches past its frame");
        }
        return (int) length;
    }

    byte[] bytes() throws Damaged {
        byte[] bytes = new byte[length()];
        in.get(bytes);
        return bytes;
    }

    String text() throws Damaged {
        return Sanitizer.strictUtf8(bytes()).orElseThrow(() -> new Damaged("a text is not UTF-8"));
    }

    <T> List<T> list(Item<T> each) throws Damaged {
        int count = below(MAX_ITEMS + 1);
        List<T> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(each.next());
        }
        return items;
    }

    void end() throws Damaged {
        if (in.hasRemaining()) {
            throw new Damaged("a frame has bytes too many");
        }
    }
}
