package org.frankenterm.extension.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void of_shortText_betweenQuotationMarks() {
        assertThat(Quoted.of("HOME")).isEqualTo("\"HOME\"");
    }

    @Test
    void of_longText_cutOnACodePoint() {
        assertThat(Quoted.of("😀".repeat(81))).isEqualTo('"' + "😀".repeat(79) + "…\"");
        assertThat(Quoted.of("😀".repeat(80))).doesNotContain("…");
    }

    @Test
    void of_escapeSequence_sanitised() {
        assertThat(Quoted.of("a\u001b[31m\n\u202e")).doesNotContain("\u001b", "\n", "\u202e");
    }
}
