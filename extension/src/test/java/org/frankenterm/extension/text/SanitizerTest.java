package org.frankenterm.extension.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "plain text ~", "C:\\users", "naïve — 中文 😀", "\uE0B0 powerline"})
    void line_nothingToReplace_isTheSameObject(String text) {
        assertThat(Sanitizer.line(text)).isSameAs(text);
    }

    @Test
    void line_eachKindOfAttack_becomesVisible() {
        assertLine("\u001B[31mred\u001B[0m", "^{1b}[31mred^{1b}[0m");
        assertLine("\u009B2J", "^{9b}2J");
        assertLine("a\tb\r\nc", "a^{9}b^{d}^{a}c");
        assertLine("nul\0 bell\u0007 del\u007F", "nul^{0} bell^{7} del^{7f}");
        assertLine("one\u2028two\u2029three\u0085", "one^{2028}two^{2029}three^{85}");
        assertLine("user\u202Etxt.exe", "user^{202e}txt.exe");
        assertLine("\u2066isolate\u2069", "^{2066}isolate^{2069}");
        assertLine("zero\u200Bwidth\uFEFF", "zero^{200b}width^{feff}");
        assertLine("tag" + Character.toString(0xE0041) + "!", "tag^{e0041}!");
        assertLine("\uD800 alone \uDC00", "^{d800} alone ^{dc00}");
        assertLine("\uDC00\uD800", "^{dc00}^{d800}");
        assertLine("end \uD83D", "end ^{d83d}");
        assertLine("pair \uD83D\uDE00", "pair \uD83D\uDE00");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "abcdef|6|abcdef",
                "abcdef|7|abcdef",
                "abcdef|5|abcd…",
                "abcdef|1|…",
                "a|1|a",
                "''|1|''",
                "😀😀😀|3|😀😀😀",
                "😀😀😀|2|😀…",
                "a\u00e9\u4e2d|2|a…"
            },
            delimiter = '|')
    void line_withLimit_countsCodePoints(String text, int limit, String expected) {
        assertThat(Sanitizer.line(text, limit)).isEqualTo(expected);
    }

    @Test
    void line_withLimit_neverCutsAnEscape() {
        assertThat(Sanitizer.line("ab\u001Bc", 9)).isEqualTo(escaped("ab^{1b}c"));
        assertThat(Sanitizer.line("ab\u001B", 8)).isEqualTo(escaped("ab^{1b}"));
        assertThat(Sanitizer.line("ab\u001Bc", 8)).isEqualTo("ab…");
        assertThat(Sanitizer.line("ab\u001B", 7)).isEqualTo("ab…");
        assertThat(Sanitizer.line("\u001B", 1)).isEqualTo("…");
    }

    @Test
    void line_withLimitBelowOne_isRefused() {
        assertThatThrownBy(() -> Sanitizer.line("a", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void line_randomText_isSafeAndStable() {
        var random = seeded(0x5A171L);
        for (int round = 0; round < 20_000; round++) {
            String text = randomText(random);
            String line = Sanitizer.line(text);

            assertThat(line.codePoints()).noneMatch(Forbidden::contains);
            assertThat(Sanitizer.line(line)).isSameAs(line);
            assertThat(line).isEqualTo(byCodePoint(text));
        }
    }

    @Test
    void line_randomTextWithLimit_isAPrefixWithinTheLimit() {
        var random = seeded(0x11417L);
        for (int round = 0; round < 20_000; round++) {
            String text = randomText(random);
            String whole = Sanitizer.line(text);
            int limit = 1 + random.nextInt(40);

            String line = Sanitizer.line(text, limit);

            assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(limit);
            if (whole.codePointCount(0, whole.length()) <= limit) {
                assertThat(line).isEqualTo(whole);
            } else {
                assertThat(line).endsWith("…");
                assertThat(whole).startsWith(line.substring(0, line.length() - 1));
            }
        }
    }

    @Test
    void decode_wholeText_isSanitised() {
        byte[] bytes = "xxé\u001B中xx".getBytes(UTF_8);
        assertThat(Sanitizer.decode(bytes, 2, bytes.length - 4, 100)).isEqualTo(escaped("é^{1b}中"));
        assertThat(Sanitizer.decode(bytes, 0, 0, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aé中😀, 0, …",
        "aé中😀, 1, a…",
        "aé中😀, 2, a…",
        "aé中😀, 3, aé…",
        "aé中😀, 5, aé…",
        "aé中😀, 6, aé中…",
        "aé中😀, 7, aé中…",
        "aé中😀, 9, aé中…",
        "aé中😀, 10, aé中😀"
    })
    void decode_longerThanTheLimit_isCutOnACharacter(String text, int maxBytes, String expected) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(Sanitizer.decode(bytes, 0, bytes.length, maxBytes)).isEqualTo(expected);
    }

    @Test
    void decode_malformed_becomesTheReplacementCharacter() {
        assertThat(decode('a', 0xFF, 'b')).isEqualTo("a\uFFFDb");
        assertThat(decode(0xC0, 0x80)).isEqualTo("\uFFFD\uFFFD");
        assertThat(decode(0xED, 0xA0, 0x80)).doesNotContain("\uD800").contains("\uFFFD");
        assertThat(decode(0xF0, 0x9F, 0x98)).isEqualTo("\uFFFD");
    }

    @Test
    void decode_runOfContinuationBytes_isCutAtTheLimit() {
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) 0x80);
        assertThat(Sanitizer.decode(bytes, 0, 100, 10)).isEqualTo("\uFFFD".repeat(10) + "…");
    }

    @Test
    void decode_rangeOutsideTheBytes_isRefused() {
        assertThatThrownBy(() -> Sanitizer.decode(new byte[4], 2, 3, 10))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Sanitizer.decode(new byte[4], 0, 4, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decode_randomBytes_isSafe() {
        var random = seeded(0xDEC0DEL);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            int offset = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - offset + 1);

            String line = Sanitizer.decode(bytes, offset, length, random.nextInt(40));

            assertThat(line.codePoints()).noneMatch(Forbidden::contains);
        }
    }

    @Test
    void strictUtf8_validText_isReturnedUnchanged() {
        for (String text :
                new String[] {"", "ascii", "é中😀", "written \uFFFD", "esc \u001B", "\uFEFFmark"}) {
            assertThat(Sanitizer.strictUtf8(text.getBytes(UTF_8))).contains(text);
        }
    }

    @Test
    void strictUtf8_anyMalformedByte_isEmpty() {
        assertThat(Sanitizer.strictUtf8(bytes(0xFF))).isEmpty();
        assertThat(Sanitizer.strictUtf8(bytes('a', 0x80))).isEmpty();
        assertThat(Sanitizer.strictUtf8(bytes(0xC3))).isEmpty();
        assertThat(Sanitizer.strictUtf8(bytes(0xC0, 0xAF))).as("overlong").isEmpty();
        assertThat(Sanitizer.strictUtf8(bytes(0xE0, 0x80, 0xAF))).as("overlong").isEmpty();
        assertThat(Sanitizer.strictUtf8(bytes(0xED, 0xA0, 0x80))).as("surrogate").isEmpty();
        assertThat(Sanitizer.strictUtf8(bytes(0xF4, 0x90, 0x80, 0x80)))
                .as("beyond U+10FFFF")
                .isEmpty();
        assertThat(Sanitizer.strictUtf8(bytes(0xEF, 0xBF, 0xBD, 0x80)))
                .as("after U+FFFD")
                .isEmpty();
    }

    private static void assertLine(String text, String expected) {
        assertThat(Sanitizer.line(text)).isEqualTo(escaped(expected));
    }

    /// Expected escapes are written `^{1b}` here.
    private static String escaped(String text) {
        return text.replace("^{", "\\u{");
    }

    private static String byCodePoint(String text) {
        var line = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    if (Forbidden.contains(c)) {
                        line.append(escaped(String.format("^{%x}", c)));
                    } else {
                        line.appendCodePoint(c);
                    }
                });
        return line.toString();
    }

    /// Text in which forbidden code points, unpaired surrogates and plain runs are all frequent.
    private static String randomText(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0xA0));
                case 1 -> text.append((char) (0xD800 + random.nextInt(0x800)));
                case 2 -> text.append((char) (0x2000 + random.nextInt(0x80)));
                case 3 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                case 4 -> text.appendCodePoint(0xE0000 + random.nextInt(0x200));
                default -> text.append("plain");
            }
        }
        return text.toString();
    }

    private static Random seeded(long seed) {
        System.out.println("seed " + seed);
        return new Random(seed);
    }

    private static String decode(int... unsigned) {
        return Sanitizer.decode(bytes(unsigned), 0, unsigned.length, 100);
    }

    private static byte[] bytes(int... unsigned) {
        byte[] bytes = new byte[unsigned.length];
        for (int i = 0; i < unsigned.length; i++) {
            bytes[i] = (byte) unsigned[i];
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"aé, 0, ''", "aé, 1, a", "aé, 2, a", "aé, 3, aé", "aé, 9, aé", "🦊, 3, ''"})
    void cut_toSoManyBytes_endsOnACharacter(String text, int max, String kept) {
        byte[] cut = Sanitizer.cut(text.getBytes(UTF_8), max);

        assertThat(new String(cut, UTF_8)).isEqualTo(kept);
    }

    @Test
    void cut_endlessContinuation_atTheLimit() {
        assertThat(Sanitizer.cut("\u00ff".repeat(9).getBytes(ISO_8859_1), 4)).hasSize(4);
        assertThat(Sanitizer.cut("\u0080".repeat(9).getBytes(ISO_8859_1), 4)).hasSize(4);
    }
}
