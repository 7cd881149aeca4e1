package org.frankenterm.extension.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenTest {
    /// Visible although the JDK calls them format characters: signs of Arabic, Syriac and Kaithi
    /// that span digits, and joiners of Egyptian hieroglyphs.
    private static final int[] VISIBLE_FORMAT = {
        0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2,
        0x110BD, 0x110CD
    };

    @Test
    void contains_everyControlSeparatorAndSurrogate() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int type = Character.getType(codePoint);
            boolean dangerous =
                    type == Character.CONTROL
                            || type == Character.LINE_SEPARATOR
                            || type == Character.PARAGRAPH_SEPARATOR
                            || type == Character.SURROGATE;
            if (dangerous) {
                assertThat(Forbidden.contains(codePoint)).as("U+%04X", codePoint).isTrue();
            }
        }
    }

    @Test
    void contains_everyInvisibleFormatCharacterTheJdkKnows() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            boolean hieroglyphs = codePoint >= 0x13430 && codePoint <= 0x1343F;
            if (Character.getType(codePoint) == Character.FORMAT
                    && !hieroglyphs
                    && !isVisibleFormat(codePoint)) {
                assertThat(Forbidden.contains(codePoint)).as("U+%04X", codePoint).isTrue();
            }
        }
    }

    @Test
    void contains_noCharacterThatIsVisible() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            boolean visible =
                    switch (Character.getType(codePoint)) {
                        case Character.LOWERCASE_LETTER,
                                Character.UPPERCASE_LETTER,
                                Character.TITLECASE_LETTER,
                                Character.DECIMAL_DIGIT_NUMBER,
                                Character.MATH_SYMBOL,
                                Character.CURRENCY_SYMBOL,
                                Character.OTHER_SYMBOL,
                                Character.DASH_PUNCTUATION,
                                Character.OTHER_PUNCTUATION,
                                Character.SPACE_SEPARATOR ->
                                true;
                        default -> false;
                    };
            if (visible) {
                assertThat(Forbidden.contains(codePoint)).as("U+%04X", codePoint).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0xAD,
                0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F,
                0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x206F, 0x3164, 0xD800,
                0xDBFF, 0xDC00, 0xDFFF, 0xFDD0, 0xFDEF, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9,
                0xFFFB, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE0000, 0xE0001, 0xE0020, 0xE007F,
                0xE0100, 0xE01EF
            })
    void contains_whatMovesReordersOrHides(int codePoint) {
        assertThat(Forbidden.contains(codePoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x20, 0x5C, 0x7E, 0xA0, 0xAC, 0xAE, 0xE9, 0x4E2D, 0x200A, 0x2010, 0x2027, 0x202F,
                0x205F, 0x2070, 0x3000, 0xD7FF, 0xE000, 0xE0B0, 0xF8FF, 0xFFFC, 0xFFFD, 0x1F600,
                0xF0000, 0x10FFFD, 0xDFFFD
            })
    void contains_ordinaryAndPrivateCharacters_not(int codePoint) {
        assertThat(Forbidden.contains(codePoint)).isFalse();
    }

    private static boolean isVisibleFormat(int codePoint) {
        for (int visible : VISIBLE_FORMAT) {
            if (visible == codePoint) {
                return true;
            }
        }
        return false;
    }
}
