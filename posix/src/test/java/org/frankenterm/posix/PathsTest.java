package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.posix.Answers.bytes;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathsTest {
    private static List<String> components(String path) {
        return Paths.components(bytes(path)).stream()
                .map(name -> new String(name, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void components_slashes_between() {
        assertThat(components("a")).containsExactly("a");
        assertThat(components("a/b/../c")).containsExactly("a", "b", "..", "c");
        assertThat(components("//a///b//")).containsExactly("a", "b");
        assertThat(components("")).isEmpty();
        assertThat(components("///")).isEmpty();
    }

    @Test
    void dots_onlyThose() {
        assertThat(Paths.isDot(bytes("."))).isTrue();
        assertThat(Paths.isDotDot(bytes(".."))).isTrue();
        assertThat(Paths.isDots(bytes("..."))).isFalse();
        assertThat(Paths.isDots(bytes(".a"))).isFalse();
        assertThat(Paths.isDots(bytes(""))).isFalse();
    }
}
