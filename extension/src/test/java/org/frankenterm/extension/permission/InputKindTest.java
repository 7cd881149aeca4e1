package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputKindTest {
    @Test
    void needed_everyControlCharacter_control() {
        for (int c = 0; c < 0x100; c++) {
            boolean control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
            assertThat(InputKind.needed("ls" + Character.toString(c)))
                    .as(Integer.toHexString(c))
                    .isEqualTo(control ? InputKind.CONTROL : InputKind.TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\t", "\n", "\r", "\u001b[A", "x\u2028", "\u2029y", "\u0085", "\u009b1m"})
    void needed_whatActsOrEndsALine_control(String text) {
        assertThat(InputKind.needed(text)).isEqualTo(InputKind.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ls -l", "grüße", "🦊", "y", "\u00a0"})
    void needed_text_text(String text) {
        assertThat(InputKind.needed(text)).isEqualTo(InputKind.TEXT);
    }
}
