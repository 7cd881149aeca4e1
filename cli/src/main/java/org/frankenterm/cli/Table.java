package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.extension.text.Sanitizer;

/// Rows under titles, for people. Cells are sanitised; where the table is wider than the terminal,
/// the widest column of text is broken into several lines, so that nothing is lost.
final class Table {
    private static final String GAP = "  ";

    /// Narrower columns are harder to read than lines that the terminal breaks.
    private static final int LEAST_WIDTH = 12;

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    /// A column.
    ///
    /// @param title over it
    /// @param number whether its cells are numbers, which end at the same place and are never
    ///   broken
    record Column(String title, boolean number) {
        static Column text(String title) {
            return new Column(title, false);
        }

        static Column number(String title) {
            return new Column(title, true);
        }
    }

    /// One field.
    record Cell(String text, Paint paint) {
        Cell {
            text = Sanitizer.line(text);
        }

        static Cell of(String text) {
            return new Cell(text, Paint.PLAIN);
        }
    }

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /// Adds a row of plain cells, one for each column.
    Table row(String... texts) {
        Cell[] cells = new Cell[texts.length];
        for (int i = 0; i < texts.length; i++) {
            cells[i] = Cell.of(texts[i]);
        }
        return row(cells);
    }

    /// Adds a row, a cell for each column.
    Table row(Cell... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row has a cell for each column");
        }
        rows.add(List.of(cells));
        return this;
    }

    /// The lines of the table, without line terminators.
    List<String> lines(Style style) {
        int[] widths = widths();
        shrink(widths, style.width());
        List<String> lines = new ArrayList<>();
        List<Cell> titles =
                columns.stream().map(column -> new Cell(column.title(), Paint.HEADING)).toList();
        add(lines, titles, widths, style);
        rows.forEach(row -> add(lines, row, widths, style));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Paragraph.columns(columns.get(i).title());
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], Paragraph.columns(row.get(i).text()));
            }
        }
        return widths;
    }

    /// Takes what is too much from the widest column of text, and then from the next.
    private void shrink(int[] widths, int available) {
        for (int i = widest(widths); i >= 0 && tooMuch(widths, available) > 0; i = widest(widths)) {
            int second = secondWidest(widths, i);
            int least = Math.max(LEAST_WIDTH, Math.min(second, widths[i] - 1));
            widths[i] = Math.max(least, widths[i] - tooMuch(widths, available));
        }
    }

    private static int tooMuch(int[] widths, int available) {
        int total = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return total - available;
    }

    /// The widest column of text that can still shrink, or -1.
    private int widest(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean shrinks = !columns.get(i).number() && widths[i] > LEAST_WIDTH;
            if (shrinks && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private int secondWidest(int[] widths, int widest) {
        int second = LEAST_WIDTH;
        for (int i = 0; i < widths.length; i++) {
            if (i != widest && !columns.get(i).number()) {
                second = Math.max(second, widths[i]);
            }
        }
        return second;
    }

    private void add(List<String> lines, List<Cell> row, int[] widths, Style style) {
        List<List<String>> broken = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            broken.add(Paragraph.lines(row.get(i).text(), widths[i]));
            height = Math.max(height, broken.getLast().size());
        }
        for (int y = 0; y < height; y++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String text = y < broken.get(i).size() ? broken.get(i).get(y) : "";
                append(line, i, text, widths, style.paint(row.get(i).paint(), text));
            }
            lines.add(line.toString().stripTrailing());
        }
    }

    private void append(StringBuilder line, int i, String text, int[] widths, String painted) {
        String padding = " ".repeat(Math.max(0, widths[i] - Paragraph.columns(text)));
        line.append(i == 0 ? "" : GAP);
        line.append(columns.get(i).number() ? padding + painted : painted + padding);
    }
}
