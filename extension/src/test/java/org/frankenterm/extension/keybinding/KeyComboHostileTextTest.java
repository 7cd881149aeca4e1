package org.frankenterm.extension.keybinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.frankenterm.extension.text.Sanitizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a guest passes to `ft_register_keybinding`, or a manifest has: refused with a message that
/// can be shown.
class KeyComboHostileTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001B[2J+t",
                "ctrl+\u001B]0;owned\u0007",
                "ctrl+\n",
                "ctrl+a\nctrl+b",
                "ctrl+\u0000",
                "ctrl+\u202E",
                "ctrl+\u200B",
                "ctrl+\u00A0",
                "ctrl+\u00AD",
                "ctrl+\u0301",
                "ctrl+\uFE0F",
                "ctrl+\u3164",
                "ctrl+\uE000",
                "ctrl+\uFFFF",
                "ctrl+\uDB40\uDC01",
                "ctrl+\uD800",
                "\uDC00+t",
                "ctrl+a\uD800",
                "c\u200Btrl+t",
                "сtrl+t", // the first letter is Cyrillic
                "ctrl＋t",
                "ctrl+\u0130",
                "ctrl+\u1F88\u0300\u0300",
            })
    void parse_hostileCharacters_refusedInASafeLine(String text) {
        assertSafe(refusal(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "+", "ctrl+", " ", "\u001B", "\uD800", "e\u0301", "ﷺ", "ctrl+t "})
    void parse_tenKilobytes_refusedUnread(String unit) {
        assertThat(refusal(unit.repeat(10_240 / unit.length())))
                .matches("it has [0-9]+ characters, of at most 128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "+", "ctrl+", "\u001B", "\uD800", "\u202E", "ﷺ", "a-", "\u0344"})
    void parse_asLongAsItMayBe_refusedInABoundedLine(String unit) {
        assertSafe(refusal(unit.repeat(128 / unit.length())));
    }

    @Test
    void parse_randomText_combinationOrSafeRefusal() {
        long seed = 0x4057L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        String[] pieces = {
            "ctrl", "shift", "alt", "+", "+", " ", "t", "esc", "-", "\u001B", "\uD83D", "\u0301",
            "\u202E", "é"
        };
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        KeyCombo combo;
        try {
            combo = KeyCombo.parse(text);
        } catch (IllegalArgumentException refused) {
            assertSafe(String.valueOf(refused.getMessage()));
            return;
        }
        assertThat(KeyCombo.parse(combo.text())).isEqualTo(combo);
        assertThat(Sanitizer.line(combo.text())).isEqualTo(combo.text());
    }

    private static String refusal(String text) {
        IllegalArgumentException refused =
                catchThrowableOfType(IllegalArgumentException.class, () -> KeyCombo.parse(text));
        assertThat(refused).as(Sanitizer.line(text)).isNotNull();
        return String.valueOf(refused.getMessage());
    }

    private static void assertSafe(String message) {
        assertThat(Sanitizer.line(message)).isEqualTo(message);
        assertThat(message).hasSizeBetween(1, 399).doesNotEndWith(".");
    }
}
