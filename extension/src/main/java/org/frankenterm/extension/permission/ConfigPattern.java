package org.frankenterm.extension.permission;

import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quoted;

/// Configuration keys: one key, everything beneath a prefix (`window.*`), or `*` for every key that
/// the host lets extensions set. Keys that no extension may set ([ConfigKey#neverSettable]) can be
/// neither named nor matched.
///
/// @param text the pattern as written
public record ConfigPattern(String text) {
    private static final Pattern SHAPE =
            Pattern.compile("\\*|[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(\\.\\*)?");

    /// Checks the pattern.
    ///
    /// @throws IllegalArgumentException if the text is no pattern, or names keys that no extension
    ///   may set; the message says why
    public ConfigPattern {
        if (text.length() > ConfigKey.MAX_LENGTH || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " is no configuration key: write a key such as \"window.opacity\","
                            + " or a prefix such as \"window.*\"");
        }
        if (ConfigKey.neverSettable(text)) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " can't be set by any extension: extensions, audit and security, and what is executed, belong to the user");
        }
    }

    /// Whether the pattern names a key.
    public boolean matches(String key) {
        return !ConfigKey.neverSettable(key)
                && (isPrefix()
                        ? key.startsWith(stem()) && key.length() > stem().length()
                        : key.equals(text));
    }

    /// Whether every key of another pattern is one of this.
    public boolean covers(ConfigPattern other) {
        return text.equals(other.text) || (isPrefix() && other.stem().startsWith(stem()));
    }

    /// Whether this is a prefix rather than one key.
    public boolean isPrefix() {
        return text.endsWith("*");
    }

    /// The key, or the prefix with its dot and without its star; empty for `*`.
    public String stem() {
        return isPrefix() ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
