package org.frankenterm.extension.manifest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The bytes of a manifest as text, within the limits that keep the parser's memory small.
final class ManifestText {
    static final int MAX_BYTES = 256 << 10;

    // The parser keeps an object for each line with an error and for each item of a list: 256 KiB
    // of "=" and line
    // breaks took 100 MiB of heap. An honest manifest has some hundred.
    static final int MAX_ELEMENTS = 10_000;

    private ManifestText() {}

    /// The text without its byte order mark, or null after a problem was reported.
    static @Nullable String of(byte[] utf8, Problems problems) {
        if (utf8.length > MAX_BYTES) {
            problems.error(
                    Place.START,
                    "a manifest has at most " + MAX_BYTES + " bytes, this one has " + utf8.length);
            return null;
        }
        if (elements(utf8) > MAX_ELEMENTS) {
            problems.error(
                    Place.START,
                    "a manifest has at most "
                            + MAX_ELEMENTS
                            + " lines and commas, this one has more");
            return null;
        }
        CharBuffer text = CharBuffer.allocate(utf8.length);
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            problems.error(endOf(text), "is not UTF-8: save the file as UTF-8");
            return null;
        }
        return text.length() > 0 && text.charAt(0) == '\uFEFF'
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }

    private static int elements(byte[] utf8) {
        int elements = 0;
        for (byte b : utf8) {
            if (b == '\n' || b == ',') {
                elements++;
            }
        }
        return elements;
    }

    private static Place endOf(CharSequence text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            column = text.charAt(i) == '\n' ? 1 : column + 1;
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return new Place(line, column);
    }
}
