package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "~, /home/u",
        "~/, /home/u",
        "~/.config/x/, /home/u/.config/x",
        "/a//b/./c/, /a/b/c",
        "/, /",
        "/a/~, /a/~",
        "/a/..b, /a/..b",
    })
    void absolute_normalAndExpanded(String text, String expected) {
        assertThat(new PathPattern(text).absolute("/home/u")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is no path",
        "a/b, is not absolute",
        "'.', is not absolute",
        "~root/x, is not absolute",
        "~x, is not absolute",
        "$HOME/x, is not absolute",
        "/a/../b, climbs",
        "~/.., climbs",
        "'..', is not absolute",
        "'/a\\b', backslash",
    })
    void path_notGrantable_refused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PathPattern(text))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"0", "10", "27", "127", "133"})
    void path_controlCharacter_refused(int codePoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PathPattern("/a" + Character.toString(codePoint)))
                .withMessageContaining("control character");
    }

    @ParameterizedTest
    @CsvSource({"4096, true", "4097, false"})
    void path_longerThanTheKernelTakes_refused(int length, boolean accepted) {
        String text = "/" + "a".repeat(length - 1);
        if (accepted) {
            assertThat(new PathPattern(text).text()).isEqualTo(text);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new PathPattern(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b/c, true",
        "/a/b, /a/b, true",
        "/a/b/, /a/b, true",
        "/a/b, /a/bc, false",
        "/a/b/c, /a/b, false",
        "~/a, ~/a/b, true",
        "~, ~/a, true",
        "/, /a, true",
        "/, ~/a, false",
        "/home/u, ~/a, false",
    })
    void covers_everyPathOfTheOther(String wide, String narrow, boolean expected) {
        assertThat(new PathPattern(wide).covers(new PathPattern(narrow))).isEqualTo(expected);
    }
}
