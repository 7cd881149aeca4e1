package org.frankenterm.extension.json;

import java.util.Set;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.text.Sanitizer;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// What the parser's complaint about a text means, said for people.
///
/// The parser's own sentences name classes and options of a Java library and hold raw characters of
/// the text; from them only the kind of complaint is taken, and the place.
final class SyntaxError {
    /// Most code points of the text that a message repeats.
    static final int SHOWN = 40;

    static final String HALF_PAIR =
            "the string has half of a surrogate pair, which is no character";

    private static final Set<String> WORDS = Set.of("null", "true", "false");

    private SyntaxError() {}

    static JsonProblem in(String text, StreamReadException e) {
        int line = e.getLocation().getLineNr();
        int column = e.getLocation().getColumnNr();
        int offset = Math.clamp(e.getLocation().getCharOffset(), 0, text.length());
        return new JsonProblem(line, column, sentence(e, text, offset));
    }

    private static String sentence(StreamReadException e, String text, int offset) {
        String word = wordAround(text, offset);
        boolean ended = offset == text.length();
        if (e instanceof UnexpectedEndOfInputException || (ended && word.isEmpty())) {
            return "the text ends too early";
        }
        String found = ended ? "" : quoted(Character.toString(text.codePointAt(offset)));
        String complaint = e.getOriginalMessage();
        if (!ended && text.charAt(offset) < ' ') {
            return "a control character, "
                    + found
                    + ", must be written as an escape, and in a string";
        }
        if (complaint.contains("surrogate")) {
            return HALF_PAIR;
        }
        if (complaint.contains("character escape")) {
            return "in a string, " + found + " does not continue an escape";
        }
        if (complaint.contains("expecting comma")) {
            return "a comma is missing before " + found;
        }
        if (complaint.contains("expecting a colon")) {
            return "a colon is missing before " + found;
        }
        if (complaint.contains("expecting double-quote")) {
            return "expected a name in double quotes, found " + found;
        }
        return isValue(word) ? "unexpected " + found : quoted(word) + " is not a JSON value";
    }

    /// The number or word that a place is in or just behind; empty if there is none.
    private static String wordAround(String text, int offset) {
        int start = offset;
        while (start > 0 && isWordCharacter(text.charAt(start - 1))) {
            start--;
        }
        int end = offset;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || "+-._".indexOf(c) >= 0;
    }

    private static boolean isValue(String word) {
        return word.isEmpty() || WORDS.contains(word) || JsonNumber.isLiteral(word);
    }

    private static String quoted(String text) {
        return "'" + Sanitizer.line(text, SHOWN) + "'";
    }
}
