package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Style PLAIN = new Style(40, false);

    @Test
    void lines_textBeginsAndNumbersEndTogether() {
        Table table =
                new Table(Column.text("NAME"), Column.number("SIZE"), Column.text("KIND"))
                        .row("a", "7", "x")
                        .row("longer", "1,000", "");

        assertThat(table.lines(PLAIN))
                .containsExactly("NAME     SIZE  KIND", "a           7  x", "longer  1,000");
    }

    @Test
    void lines_tooWide_breaksTheWidestTextAndLosesNothing() {
        Table table =
                new Table(Column.text("NAME"), Column.text("WHY"), Column.number("N"))
                        .row("git", "one two three four five six seven eight nine", "1");

        assertThat(table.lines(PLAIN))
                .containsExactly(
                        "NAME  WHY                              N",
                        "git   one two three four five six      1",
                        "      seven eight nine");
    }

    @Test
    void lines_severalTooWide_noneTakesEverything() {
        Table table =
                new Table(Column.text("A"), Column.text("B")).row("a ".repeat(60), "b ".repeat(70));

        assertThat(table.lines(PLAIN))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(41))
                .anySatisfy(line -> assertThat(line).contains("a a a", "b b b"));
    }

    @Test
    void lines_onlyNumbers_areNeverBroken() {
        String number = "1".repeat(60);

        assertThat(new Table(Column.number("N")).row(number).lines(PLAIN)).contains(number);
    }

    @Test
    void lines_coloured_keepTheirColumns() {
        Table table =
                new Table(Column.text("STATE"), Column.number("N"))
                        .row(new Cell("ok", Paint.GOOD), Cell.of("1"));

        assertThat(table.lines(new Style(40, true)))
                .containsExactly(
                        "\u001b[1mSTATE\u001b[m  \u001b[1mN\u001b[m", "\u001b[32mok\u001b[m     1");
    }

    @Test
    void cell_hostileText_isSanitised() {
        assertThat(Cell.of("\u001b[2J").text()).isEqualTo("\\u{1b}[2J");
    }

    @Test
    void row_otherCountOfCells_isRefused() {
        assertThatThrownBy(() -> new Table(Column.text("A")).row("a", "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
