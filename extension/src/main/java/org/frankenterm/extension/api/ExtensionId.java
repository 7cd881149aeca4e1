package org.frankenterm.extension.api;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The name of an extension: 1 to 64 ASCII letters, digits, dots, underscores and hyphens,
/// beginning with a letter or digit and not ending with a dot. `host`, `frankenterm` and `all` are
/// reserved.
///
/// Two names that differ only in case are the same extension, because folders and databases are
/// named by [#folded]. A valid name is always one component of a path, never `.` or `..`, and never
/// begins with a dot.
///
/// @param name the name as its author wrote it
public record ExtensionId(String name) {
    /// The rule in words, for messages that refuse a name.
    public static final String RULE =
            "a name is 1 to 64 letters, digits, dots, underscores and hyphens of ASCII,"
                    + " begins with a letter or digit, does not end with a dot,"
                    + " and is not host, frankenterm or all";

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Set<String> RESERVED = Set.of("host", "frankenterm", "all");

    /// Checks the name.
    ///
    /// @throws IllegalArgumentException if the name breaks [#RULE]; the message is that rule and
    ///   does not repeat the name
    public ExtensionId {
        if (!valid(name)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /// Whether a text can be the name of an extension.
    ///
    /// @param name any text
    /// @return true if the constructor accepts it
    public static boolean valid(String name) {
        return SHAPE.matcher(name).matches()
                && !name.endsWith(".")
                && !RESERVED.contains(fold(name));
    }

    /// The name in lower case, whatever the language of the machine: what folders and databases are
    /// called.
    ///
    /// @return the folded name
    public String folded() {
        return fold(name);
    }

    /// Compares folded names.
    @Override
    public boolean equals(Object other) {
        return other instanceof ExtensionId that && folded().equals(that.folded());
    }

    /// The hash of the folded name.
    @Override
    public int hashCode() {
        return folded().hashCode();
    }

    /// The name as its author wrote it.
    @Override
    public String toString() {
        return name;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
