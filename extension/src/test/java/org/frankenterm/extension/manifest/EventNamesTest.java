package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventNamesTest {
    @Test
    void ofAlias_everyKnownEvent() {
        assertThat(EventNames.aliases()).hasSameSizeAs(EventNames.KNOWN);
        assertThat(EventNames.aliases().stream().map(alias -> EventNames.ofAlias(alias).orElse("")))
                .containsExactlyElementsOf(EventNames.KNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "on_config_reload, config.reload",
        "on_pane_title_changed, pane.title_changed",
        "on_bell, bell",
        "on_extension_loaded, extension.loaded",
    })
    void ofAlias_spelling(String alias, String event) {
        assertThat(EventNames.ofAlias(alias)).contains(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.reload",
                "pane.*",
                "*",
                "bell",
                "git:status",
                "git:branch.*",
                "git:*",
                "a.b.c"
            })
    void isPattern_shape_true(String text) {
        assertThat(EventNames.isPattern(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "k*",
                "*.a",
                "a.*.b",
                "**",
                "a b",
                "a\n",
                ":",
                ":a",
                "a:",
                "a:b:c",
                "host:x",
                "config.x:",
                "../x:reload",
                "ä"
            })
    void isPattern_anythingElse_false(String text) {
        assertThat(EventNames.isPattern(text)).isFalse();
    }

    @Test
    void isPattern_tooLong_false() {
        assertThat(EventNames.isPattern("a".repeat(256))).isTrue();
        assertThat(EventNames.isPattern("a".repeat(257))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "pane.*, true",
        "x:y, true",
        "bell, true",
        "bells, false",
        "panes.*, false",
        "bell.*, false"
    })
    void canMatch_hostsEventsOrCustom(String pattern, boolean expected) {
        assertThat(EventNames.canMatch(pattern)).isEqualTo(expected);
    }
}
