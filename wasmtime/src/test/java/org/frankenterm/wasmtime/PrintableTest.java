package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void of_printableAscii_stays() {
        assertThat(Printable.of("a \"b\" \\ ~<T>::f", 64)).isEqualTo("a \"b\" \\ ~<T>::f");
    }

    @Test
    void of_controlsBidirectionalAndAstral_escaped() {
        assertThat(Printable.of("\033[2J\n\u202e\u007f\u0080é😀\ud800", 99))
                .isEqualTo("\\u{1b}[2J\\u{a}\\u{202e}\\u{7f}\\u{80}\\u{e9}\\u{1f600}\\u{d800}");
    }

    @Test
    void of_tooLong_cutBetweenCharacters() {
        assertThat(Printable.of("abcd", 4)).isEqualTo("abcd");
        assertThat(Printable.of("abcde", 4)).isEqualTo("abcd...");
        assertThat(Printable.of("abé", 4)).isEqualTo("ab...");
    }

    @Test
    void quoted_quotesAndBackslashes_cannotEndTheQuote() {
        assertThat(Printable.quoted("a\" b\\")).isEqualTo("\"a\\\" b\\\\\"");
    }

    @Test
    void quoted_long_cutAt64() {
        assertThat(Printable.quoted("x".repeat(65))).isEqualTo('"' + "x".repeat(64) + "...\"");
    }
}
