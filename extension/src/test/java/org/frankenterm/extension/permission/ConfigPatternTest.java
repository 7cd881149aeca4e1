package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigPatternTest {
    @ParameterizedTest
    @CsvSource({
        "color_scheme, color_scheme, true",
        "color_scheme, color_schemes, false",
        "window.*, window.opacity, true",
        "window.*, window.a.b, true",
        "window.*, window, false",
        "window.*, window., false",
        "window.*, windows.x, false",
        "*, color_scheme, true",
        "*, extensions.x.enabled, false",
        "*, audit, false",
        "*, SECURITY.level, false",
        "*, securityx, true",
    })
    void matches_keyOrPrefix(String pattern, String key, boolean expected) {
        assertThat(new ConfigPattern(pattern).matches(key)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "*, window.*, true",
        "window.*, window.a.*, true",
        "window.*, window.a, true",
        "window.a, window.*, false",
        "window.a.*, window.*, false",
        "window.*, *, false",
    })
    void covers_everyKeyOfTheOther(String wide, String narrow, boolean expected) {
        assertThat(new ConfigPattern(wide).covers(new ConfigPattern(narrow))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a*", "a.*.b", "**", "a b", "a\n", "ä"})
    void pattern_noKey_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfigPattern(text))
                .withMessageContaining("is no configuration key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extensions", "extensions.*", "audit.path", "security.a.b", "Audit.*"})
    void pattern_neverSettable_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfigPattern(text))
                .withMessageContaining("can't be set by any extension");
    }
}
