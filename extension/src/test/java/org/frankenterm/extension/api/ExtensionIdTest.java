package org.frankenterm.extension.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "git-status", "Theme_2.x", "0", "hosts", "a..b"})
    void name_valid_accepted(String name) {
        assertThat(new ExtensionId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "/abs",
                "a/b",
                "a\\b",
                "C:",
                " a",
                "a ",
                "a b",
                "-a",
                "_a",
                ".a",
                "a.",
                "ä",
                "a\0",
                "a\n",
                "host",
                "HOST",
                "FrankenTerm",
                "All",
                "a:b"
            })
    void name_breaksTheRule_refused(String name) {
        assertThat(ExtensionId.valid(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExtensionId(name))
                .withMessage(ExtensionId.RULE);
    }

    @Test
    void name_sixtyFourCharacters_isTheLongest() {
        assertThat(ExtensionId.valid("a".repeat(64))).isTrue();
        assertThat(ExtensionId.valid("a".repeat(65))).isFalse();
    }

    @Test
    void folded_turkishMachine_sameAsElsewhere() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr"));
        try {
            assertThat(new ExtensionId("GIT").folded()).isEqualTo("git");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void equality_differentCase_sameExtension() {
        assertThat(new ExtensionId("Git"))
                .isEqualTo(new ExtensionId("git"))
                .hasSameHashCodeAs(new ExtensionId("git"))
                .isNotEqualTo(new ExtensionId("got"));
    }
}
