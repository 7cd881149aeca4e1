package org.frankenterm.extension.permission;

import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quoted;

/// Environment variables by name, or by a prefix that ends in `*`. Case counts. A bare `*` is
/// refused: the environment holds secrets under names that nobody can list beforehand.
///
/// @param text `HOME` or `LC_*`
public record EnvironmentPattern(String text) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}\\*?");

    /// Checks the pattern.
    ///
    /// @throws IllegalArgumentException if the text is neither a name nor a prefix; the message
    ///   says why
    public EnvironmentPattern {
        if (text.equals("*")) {
            throw new IllegalArgumentException(
                    "\"*\" would give every variable, secrets included; name each, or a prefix such as \"LC_*\"");
        }
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " is no variable: write a name of at most 255 letters, digits and underscores,"
                            + " or a prefix with one \"*\" at its end");
        }
    }

    /// Whether the pattern names a variable.
    public boolean matches(String name) {
        return isPrefix() ? name.startsWith(stem()) : name.equals(text);
    }

    /// Whether every variable of another pattern is one of this.
    public boolean covers(EnvironmentPattern other) {
        return text.equals(other.text) || (isPrefix() && other.stem().startsWith(stem()));
    }

    /// Whether this is a prefix rather than one name.
    public boolean isPrefix() {
        return text.endsWith("*");
    }

    /// The name, or the prefix without its star.
    public String stem() {
        return isPrefix() ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
