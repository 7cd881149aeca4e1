package org.frankenterm.wasmtime;

/// A module author's text made fit for a message: printable ASCII stays, everything else is written
/// as its number in hexadecimal (`u{1b}` behind a backslash), and what is too long is cut. So no
/// name can move a cursor, reorder a line or forge a quote.
final class Printable {

    private static final int MAX_QUOTED_CHARS = 64;
    private static final String CUT = "...";

    private Printable() {}

    /// The text, at most `maxChars` characters of it, three dots behind it when it was cut.
    static String of(String text, int maxChars) {
        return escaped(text, maxChars, false);
    }

    /// The text in double quotes, cut at 64 characters; quotes and backslashes in it are escaped.
    static String quoted(String text) {
        return '"' + escaped(text, MAX_QUOTED_CHARS, true) + '"';
    }

    private static String escaped(String text, int maxChars, boolean forQuotes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            String piece = piece(codePoint, forQuotes);
            if (out.length() + piece.length() > maxChars) {
                return out.append(CUT).toString();
            }
            out.append(piece);
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    private static String piece(int codePoint, boolean forQuotes) {
        if (codePoint < ' ' || codePoint > '~') {
            return "\\u{" + Integer.toHexString(codePoint) + "}";
        }
        String character = Character.toString(codePoint);
        return forQuotes && (codePoint == '"' || codePoint == '\\') ? "\\" + character : character;
    }
}
