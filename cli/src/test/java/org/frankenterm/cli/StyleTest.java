package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.frankenterm.cli.Style.Paint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleTest {
    @ParameterizedTest
    @CsvSource({"120, 120", "1, 40", "99999, 1000", "'', 80", "wide, 80", "-5, 80", "080, 80"})
    void width_ofColumns_withinReason(String columns, int width) {
        assertThat(Style.of(true, Map.of("COLUMNS", columns)).width()).isEqualTo(width);
    }

    @Test
    void colour_onlyOnATerminalThatHasIt() {
        Map<String, String> xterm = Map.of("TERM", "xterm");

        assertThat(Style.of(true, xterm).colour()).isTrue();
        assertThat(Style.of(false, xterm).colour()).isFalse();
        assertThat(Style.of(true, Map.of("TERM", "dumb")).colour()).isFalse();
        assertThat(Style.of(true, Map.of()).colour()).isFalse();
    }

    @Test
    void colour_noColor_isHonouredWhenNotEmpty() {
        assertThat(Style.of(true, Map.of("TERM", "xterm", "NO_COLOR", "0")).colour()).isFalse();
        assertThat(Style.of(true, Map.of("TERM", "xterm", "NO_COLOR", "")).colour()).isTrue();
    }

    @Test
    void paint_plainOrEmpty_addsNothing() {
        Style style = new Style(80, true);

        assertThat(style.paint(Paint.PLAIN, "x")).isEqualTo("x");
        assertThat(style.paint(Paint.BAD, "")).isEmpty();
        assertThat(style.paint(Paint.BAD, "x")).isEqualTo("\u001b[31mx\u001b[m");
    }
}
