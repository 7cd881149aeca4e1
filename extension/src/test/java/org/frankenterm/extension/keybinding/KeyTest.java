package org.frankenterm.extension.keybinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.frankenterm.extension.text.Sanitizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {
    @Test
    void of_anyCharacterOfUnicode_canonicalOrNone() {
        long keys =
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(KeyTest::canonicalOrNone)
                        .count();

        assertThat(keys).isGreaterThan(100_000); // Han alone has more than 90,000
    }

    private static boolean canonicalOrNone(int codePoint) {
        Key key = Key.of(Character.toString(codePoint)).orElse(null);
        if (key == null) {
            return false;
        }
        boolean stands =
                Key.of(key.text()).orElseThrow().equals(key)
                        && Sanitizer.line(key.text()).equals(key.text());
        assertThat(stands).as("U+%04X", codePoint).isTrue();
        return true;
    }

    @Test
    void of_everyPrintableAsciiCharacter_aKey() {
        Set<Key> keys = new HashSet<>();
        for (char c = ' '; c <= '~'; c++) {
            keys.add(Key.of(Character.toString(c)).orElseThrow());
        }
        assertThat(keys).hasSize(95 - 26);
    }

    @Test
    void of_everyName_theCanonicalKey() {
        KeyNames.aliases()
                .forEach((name, others) -> {
                    assertThat(Key.of(name)).contains(new Key(name));
                    others.forEach(other -> assertThat(Key.of(other)).contains(new Key(name)));
                });
    }

    @Test
    void names_ofKeysAndModifiers_allDifferent() {
        assertThat(KeyNames.all())
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(Modifier.names())
                .allMatch(name -> Key.folded(name).equals(name));
        assertThat(Modifier.names()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Esc", "esc", "T", "+", " ", "ab", "e\u0301", "\u001B"})
    void key_notCanonical_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Key(text));
    }

    @Test
    void isFunctionKey_onlyTheTwentyFour() {
        assertThat(
                        KeyNames.aliases().keySet().stream()
                                .filter(name -> new Key(name).isFunctionKey()))
                .hasSize(24)
                .contains("f1", "f24");
        assertThat(new Key("f").isFunctionKey()).isFalse();
    }
}
