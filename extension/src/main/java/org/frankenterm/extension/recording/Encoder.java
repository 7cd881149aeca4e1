package org.frankenterm.extension.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Bytes of a frame as they are put together: numbers as LEB128 (unsigned, seven bits a byte, the
/// lowest first), bytes and texts behind their length, lists behind their count.
final class Encoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Encoder number(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return this;
    }

    Encoder bytes(byte[] bytes) {
        number(bytes.length);
        out.write(bytes, 0, bytes.length);
        return this;
    }

    Encoder text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    <T> Encoder list(List<T> items, Consumer<T> each) {
        number(items.size());
        items.forEach(each);
        return this;
    }

    byte[] taken() {
        byte[] taken = out.toByteArray();
        out.reset();
        return taken;
    }
}
