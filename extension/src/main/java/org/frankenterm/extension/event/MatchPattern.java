package org.frankenterm.extension.event;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// What `match` of a hook has: a regular expression of RE2's syntax, found anywhere in a text.
///
/// Time is linear in the text and in the compiled size, which counted repetition multiplies, so
/// both are bounded: what a pattern may cost is known before it runs, because it runs outside of
/// any call of the guest and nothing can stop it. Immutable.
public final class MatchPattern {
    /// Code points of a pattern.
    public static final int MAX_CODE_POINTS = 256;

    /// Instructions of a compiled pattern.
    static final int MAX_SIZE = 1_000;

    /// Steps of a search, each a character of the text by an instruction of the pattern: some 15 ms
    /// at worst. A pattern of 32 instructions sees 64 KiB.
    static final int MAX_STEPS = 1 << 21;

    /// Instructions that a pattern may have by estimate before it is compiled, which then takes
    /// milliseconds; nested counts of nine characters each make a billion.
    private static final int MAX_ESTIMATE = 50_000;

    /// Stands for what isn't looked at, so that `$` doesn't match before it: no character.
    private static final char CUT = '\uffff';

    private final Pattern pattern;
    private final int sight;

    private MatchPattern(Pattern pattern) {
        this.pattern = pattern;
        this.sight = MAX_STEPS / pattern.programSize();
    }

    /// Compiles a pattern.
    ///
    /// @throws IllegalArgumentException if it is too long, too large or malformed; the message is a
    ///   sanitised sentence that goes on from the name of the key
    public static MatchPattern of(String text) {
        if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
            throw new IllegalArgumentException(
                    "must be at most " + MAX_CODE_POINTS + " characters long");
        }
        if (estimate(text) > MAX_ESTIMATE) {
            throw tooLarge();
        }
        Pattern compiled = compile(text);
        if (compiled.programSize() > MAX_SIZE) {
            throw tooLarge();
        }
        return new MatchPattern(compiled);
    }

    private static Pattern compile(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is no regular expression as RE2 has it: "
                            + Sanitizer.line(e.getDescription() + ": " + e.getPattern(), 120),
                    e);
        }
    }

    private static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException(
                "is too large: counted repetitions such as {1000} multiply, and together it may have"
                        + " "
                        + Quantity.count(MAX_SIZE)
                        + " steps");
    }

    /// Instructions that it was compiled to.
    int size() {
        return pattern.programSize();
    }

    /// Whether it is found in a text. Of a long text a large pattern sees the beginning only.
    boolean matches(String text) {
        boolean whole = text.length() <= sight;
        return pattern.matcher(whole ? text : text.substring(0, sight) + CUT).find();
    }

    /// About as many instructions as the compiled pattern has at most, without compiling it: a
    /// count multiplies what it stands behind, and that can be more than one character or class
    /// only where it ends as a group does. Counts that are none, in a class for instance, make it
    /// larger.
    private static long estimate(String text) {
        long nested = 1;
        long sum = text.length();
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
            int count = largestCount(text, at + 1);
            if (at > 0 && ")}*+?E".indexOf(text.charAt(at - 1)) >= 0) { // E ends \Q…\E
                nested = Math.min(nested * Math.max(1, count), Integer.MAX_VALUE);
            } else {
                sum += count;
            }
        }
        return sum * nested;
    }

    /// The larger number in `{2,5}`; RE2 itself refuses those over 1,000.
    private static int largestCount(String text, int from) {
        int largest = 0;
        int number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            number = digit ? Math.min(10 * number + (c - '0'), 1_000) : 0;
            largest = Math.max(largest, number);
            if (!digit && c != ',') {
                break;
            }
        }
        return largest;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
