package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {
    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /a/b, true",
        "/a, /ab, false",
        "/a, /, false",
        "/, /a, true",
        "/, /, true",
        "/a, /a/../b, false",
        "/a, /a/b/.., false",
        "/a, /a/./b, false",
        "/a, /a//b, false",
        "/a, /a/b/, false",
        "/a, a/b, false",
        "/a, '', false",
    })
    void contains_componentByComponent(String folder, String path, boolean expected) {
        assertThat(PathText.contains(folder, path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/..", "/a/../b"})
    void normal_relativeOrClimbing_refused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathText.normal(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/.b", "/a/b..", "/..."})
    void isNormal_normalPath_itself(String path) {
        assertThat(PathText.isNormal(path)).isTrue();
        assertThat(PathText.normal(path)).isEqualTo(path);
    }
}
