package org.frankenterm.extension.permission;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quoted;

/// Configuration keys: one key, everything beneath a prefix (`window.*`), or `*` for every key that
/// the host lets extensions set. Keys beneath `extensions`, `audit` and `security` can be neither
/// named nor matched.
///
/// @param text the pattern as written
public record ConfigPattern(String text) {
    private static final Pattern SHAPE =
            Pattern.compile("\\*|[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(\\.\\*)?");
    private static final List<String> NEVER = List.of("extensions", "audit", "security");
    private static final int MAX_LENGTH = 256;

    /// Checks the pattern.
    ///
    /// @throws IllegalArgumentException if the text is no pattern, or names keys that no extension
    ///   may set; the message says why
    public ConfigPattern {
        if (text.length() > MAX_LENGTH || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " is no configuration key: write a key such as \"window.opacity\","
                            + " or a prefix such as \"window.*\"");
        }
        if (neverSettable(text)) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " can't be set by any extension: extensions, audit and security belong to the user");
        }
    }

    /// Whether a key, or the keys beneath it, are out of reach of every extension.
    public static boolean neverSettable(String key) {
        String folded = key.toLowerCase(Locale.ROOT);
        return NEVER.stream()
                .anyMatch(root -> folded.equals(root) || folded.startsWith(root + "."));
    }

    /// Whether the pattern names a key.
    public boolean matches(String key) {
        return !neverSettable(key)
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
