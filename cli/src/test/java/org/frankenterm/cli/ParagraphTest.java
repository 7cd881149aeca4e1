package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
    @Test
    void lines_fits_isOneLine() {
        assertThat(Paragraph.lines("one two", 7)).containsExactly("one two");
        assertThat(Paragraph.lines("", 7)).containsExactly("");
    }

    @Test
    void lines_tooLong_breaksBetweenWords() {
        assertThat(Paragraph.lines("one two three", 7)).containsExactly("one two", "three");
    }

    @Test
    void lines_longWord_isBroken() {
        assertThat(Paragraph.lines("a abcdefgh b", 3))
                .containsExactly("a", "abc", "def", "gh", "b");
    }

    @Test
    void lines_pairsOfSurrogates_countOnceAndStayTogether() {
        assertThat(Paragraph.lines("😀😀😀", 2)).containsExactly("😀😀", "😀");
    }
}
