package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentPatternTest {
    @ParameterizedTest
    @CsvSource({
        "HOME, HOME, true",
        "HOME, HOMER, false",
        "HOME, home, false",
        "HOME, '', false",
        "LC_*, LC_ALL, true",
        "LC_*, LC_, true",
        "LC_*, lc_all, false",
        "LC_*, XLC_ALL, false",
    })
    void matches_nameOrPrefix(String pattern, String name, boolean expected) {
        assertThat(new EnvironmentPattern(pattern).matches(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "A*, AB*, true",
        "A*, A*, true",
        "A*, AB, true",
        "AB*, A*, false",
        "AB, AB*, false",
        "AB, AB, true",
        "A*, B, false",
    })
    void covers_everyVariableOfTheOther(String wide, String narrow, boolean expected) {
        assertThat(new EnvironmentPattern(wide).covers(new EnvironmentPattern(narrow)))
                .isEqualTo(expected);
    }

    @Test
    void pattern_bareStar_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvironmentPattern("*"))
                .withMessageContaining("secrets included");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A*B", "X_**", "*A", "A=B", "A B", "1A", "A\0", "Ä", "A-B"})
    void pattern_noNameNorPrefix_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvironmentPattern(text))
                .withMessageContaining("is no variable");
    }
}
