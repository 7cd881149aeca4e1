package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.extension.text.Sanitizer;

/// Text for people in the making: sanitised lines that fit the terminal, continued under their
/// beginning.
final class Paragraphs {
    private static final String INDENT = "  ";

    private final Style style;
    private final List<String> lines = new ArrayList<>();

    Paragraphs(Style style) {
        this.style = style;
    }

    /// Adds a text.
    Paragraphs add(String text) {
        return add("", text);
    }

    /// Adds a text under a title.
    Paragraphs item(String text) {
        return add(INDENT, text);
    }

    /// Adds a text behind something that stands once.
    ///
    /// @param lead before the first line; the others are indented as far
    Paragraphs add(String lead, String text) {
        int room = Math.max(1, style.width() - lead.length() - INDENT.length());
        List<String> broken = Paragraph.lines(Sanitizer.line(text), room);
        lines.add(lead + broken.getFirst());
        String under = " ".repeat(lead.length()) + INDENT;
        broken.stream().skip(1).forEach(line -> lines.add(under + line));
        return this;
    }

    /// Adds a title after an empty line.
    Paragraphs title(String title) {
        gap();
        lines.add(style.paint(Paint.HEADING, title));
        return this;
    }

    /// Adds an empty line, unless there is nothing above it.
    Paragraphs gap() {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return this;
    }

    /// Adds a table.
    Paragraphs table(Table table) {
        lines.addAll(table.lines(style));
        return this;
    }

    /// Adds lines that are ready, after an empty one; nothing if there are none.
    Paragraphs block(List<String> ready) {
        if (!ready.isEmpty()) {
            gap();
            lines.addAll(ready);
        }
        return this;
    }

    /// The lines, without line terminators.
    List<String> lines() {
        return lines;
    }
}
