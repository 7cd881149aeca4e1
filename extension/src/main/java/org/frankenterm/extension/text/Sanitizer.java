package org.frankenterm.extension.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// The one way by which text from a guest, a manifest, an archive or a path becomes text for
/// people.
///
/// The result is a single line. Each code point that could act on a terminal, break the line,
/// reorder it or hide in it (C0 with TAB and line breaks, DEL, C1, U+2028 and U+2029, bidirectional
/// and zero-width controls, variation selectors, tags, unpaired surrogates, noncharacters) is
/// replaced by a visible escape: a backslash and `u{1b}` for ESC. Nothing is dropped, so that what
/// was attempted can be seen. The form is for reading, not for reading back: a text that contains
/// these very characters looks the same.
///
/// A line that went through once is unchanged by a second pass. All methods may be called by any
/// thread.
public final class Sanitizer {
    private static final char ELLIPSIS = '…';
    private static final char REPLACEMENT = '\uFFFD';

    /// Longest UTF-8 encoding of a code point, in bytes.
    private static final int MAX_UTF8_BYTES = 4;

    private Sanitizer() {}

    /// One safe line.
    ///
    /// @param text any text, of any origin
    /// @return `text` itself when nothing has to be replaced
    public static String line(String text) {
        int first = firstForbidden(text);
        if (first == text.length()) {
            return text;
        }
        var line = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            append(line, codePoint);
            i += Character.charCount(codePoint);
        }
        return line.toString();
    }

    /// One safe line of bounded length. A longer one is cut and ends in `…`; escapes are never cut
    /// in two. The cost depends on `maxCodePoints`, not on the length of `text`.
    ///
    /// @param text any text, of any origin
    /// @param maxCodePoints most code points in the result, `…` and the characters of escapes
    ///   included; at least 1
    /// @return the line
    /// @throws IllegalArgumentException if `maxCodePoints` is less than 1
    public static String line(String text, int maxCodePoints) {
        if (maxCodePoints < 1) {
            throw new IllegalArgumentException(
                    "a line of at most " + maxCodePoints + " code points has no room for anything");
        }
        if (text.length() <= maxCodePoints && firstForbidden(text) == text.length()) {
            return text;
        }
        var line = new StringBuilder(Math.min(text.length(), maxCodePoints) + 16);
        int count = 0;
        int roomForEllipsis = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            count += append(line, codePoint);
            if (count > maxCodePoints) {
                line.setLength(roomForEllipsis);
                return line.append(ELLIPSIS).toString();
            }
            if (count < maxCodePoints) {
                roomForEllipsis = line.length();
            }
            i += Character.charCount(codePoint);
        }
        return line.toString();
    }

    /// One safe line out of bytes that claim to be UTF-8. What exceeds `maxBytes` is cut off, on
    /// the boundary of a character, and `…` takes its place; malformed sequences become U+FFFD.
    ///
    /// @param bytes where the text is
    /// @param offset its first byte
    /// @param length its length in bytes
    /// @param maxBytes how many bytes of it are read at most; the result can be longer by its
    ///   escapes
    /// @return the line
    /// @throws IndexOutOfBoundsException if `offset` and `length` are not within `bytes`
    /// @throws IllegalArgumentException if `maxBytes` is negative
    public static String decode(byte[] bytes, int offset, int length, int maxBytes) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (maxBytes < 0) {
            throw new IllegalArgumentException("cannot read at most " + maxBytes + " bytes");
        }
        if (length <= maxBytes) {
            return line(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
        int kept = characterBoundary(bytes, offset, maxBytes);
        return line(new String(bytes, offset, kept, StandardCharsets.UTF_8)) + ELLIPSIS;
    }

    /// Text out of UTF-8, for where bad text is an error. Not sanitised: it may go back to a guest
    /// or into a comparison, and through {@link #line(String)} before anybody sees it.
    ///
    /// @param bytes the whole text
    /// @return the text, or empty if any byte of it is not UTF-8 (overlong forms and surrogates are
    ///   not)
    public static Optional<String> strictUtf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return Optional.of(text);
        }
        // U+FFFD: either a byte was malformed, or somebody wrote that very character
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(text);
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /// The beginning of UTF-8 text, cut on the boundary of a character.
    ///
    /// @param bytes a text, which need not be well-formed
    /// @param maxBytes most bytes in the result, 0 or more
    /// @return `bytes` itself when it isn't longer
    public static byte[] cut(byte[] bytes, int maxBytes) {
        return bytes.length <= maxBytes
                ? bytes
                : Arrays.copyOf(bytes, characterBoundary(bytes, 0, maxBytes));
    }

    /// The index of the first character to replace, or the length of `text`.
    private static int firstForbidden(String text) {
        int length = text.length();
        for (int i = 0; i < length; ) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7F) {
                i++;
                continue;
            }
            int codePoint = text.codePointAt(i);
            if (Forbidden.contains(codePoint)) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return length;
    }

    /// Appends a code point or its escape; returns how many code points that were.
    private static int append(StringBuilder line, int codePoint) {
        if (!Forbidden.contains(codePoint)) {
            line.appendCodePoint(codePoint);
            return 1;
        }
        int before = line.length();
        line.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
        return line.length() - before;
    }

    /// How many of the first `max` bytes hold whole characters, given that there are more.
    private static int characterBoundary(byte[] bytes, int offset, int max) {
        for (int kept = max; kept >= 0 && kept > max - MAX_UTF8_BYTES; kept--) {
            if (!isContinuation(bytes[offset + kept])) {
                return kept;
            }
        }
        return max; // a longer run of continuation bytes is malformed wherever it is cut
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
