package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;

/// A text as lines of limited width, broken between words where that is possible. Every code point
/// counts as one column.
final class Paragraph {
    private final int width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private Paragraph(int width) {
        this.width = width;
    }

    /// Breaks a text.
    ///
    /// @param text without line breaks
    /// @param width at least 1
    /// @return at least one line
    static List<String> lines(String text, int width) {
        if (columns(text) <= width) {
            return List.of(text);
        }
        Paragraph paragraph = new Paragraph(width);
        for (String word : text.split(" ", -1)) {
            paragraph.add(word);
        }
        paragraph.lines.add(paragraph.line.toString());
        return paragraph.lines;
    }

    static int columns(String text) {
        return text.codePointCount(0, text.length());
    }

    private void add(String word) {
        if (!line.isEmpty() && columns(line.toString()) + 1 + columns(word) > width) {
            end();
        }
        if (!line.isEmpty()) {
            line.append(' ');
        }
        String rest = word;
        while (columns(rest) > width) {
            int cut = rest.offsetByCodePoints(0, width);
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut);
        }
        line.append(rest);
    }

    private void end() {
        lines.add(line.toString());
        line.setLength(0);
    }
}
