package org.frankenterm.extension.json;

/// Why a text is not JSON that is accepted here. An expected answer to untrusted text, so it has no
/// stack trace.
public final class JsonProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonProblem(int line, int column, String sentence) {
        super("line " + line + ", column " + column + ": " + sentence, null, false, false);
        this.line = line;
        this.column = column;
    }

    /// Where it is.
    ///
    /// @return the line, from 1
    public int line() {
        return line;
    }

    /// Where it is in its line.
    ///
    /// @return the column in UTF-16 units, from 1
    public int column() {
        return column;
    }
}
