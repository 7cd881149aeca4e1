package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackagePathTest {
    @ParameterizedTest
    @ValueSource(strings = {"main.wasm", "a/b/c.wasm", "..a", "a..", ".hidden", "ä b.toml"})
    void problem_pathInsideThePackage_none(String path) {
        assertThat(PackagePath.problem(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "/main.wasm, absolute",
        "C:main.wasm, absolute",
        "c:/main.wasm, absolute",
        "a\\b, backslash",
        "..\\b, backslash",
        "'..', component",
        "../a, component",
        "a/../b, component",
        "a/.., component",
        "./a, component",
        "a//b, component",
        "a/, component",
    })
    void problem_pathThatLeavesOrVaries_named(String path, String why) {
        assertThat(PackagePath.problem(path)).get().asString().contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "a\nb", "\u007f", "\u0085"})
    void problem_controlCharacter_named(String path) {
        assertThat(PackagePath.problem(path)).get().asString().contains("control character");
    }

    @Test
    void problem_longerThan512Bytes_named() {
        assertThat(PackagePath.problem("ä".repeat(256))).isEmpty();
        assertThat(PackagePath.problem("ä".repeat(256) + "a"))
                .get()
                .asString()
                .contains("512 bytes");
    }
}
