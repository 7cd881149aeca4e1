package org.frankenterm.extension.text;

/// Text of somebody else's, quoted inside a message: sanitised and cut, so that it can neither act
/// on a terminal nor bury the message.
public final class Quoted {
    // Long enough for an honest name or path to be recognised.
    private static final int MAX_CODE_POINTS = 80;

    private Quoted() {}

    /// Quotes a text.
    ///
    /// @param text any text
    /// @return the text between quotation marks, sanitised; at most 80 code points, the last of
    ///   which is an ellipsis where it was cut
    public static String of(String text) {
        return '"' + Sanitizer.line(text, MAX_CODE_POINTS) + '"';
    }
}
