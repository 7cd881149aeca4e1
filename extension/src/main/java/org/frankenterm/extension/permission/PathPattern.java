package org.frankenterm.extension.permission;

import java.nio.charset.StandardCharsets;
import org.frankenterm.extension.text.Quoted;

/// A folder with everything beneath it, or a file, as a manifest names it: absolute, or beginning
/// with `~`, which stands for the user's home folder.
///
/// @param text the path as written
public record PathPattern(String text) {
    private static final int MAX_BYTES = 4096; // PATH_MAX

    /// Checks the path.
    ///
    /// @throws IllegalArgumentException if the text is neither absolute nor in the home folder,
    ///   climbs with `..`, or holds a backslash or a control character; the message says why
    public PathPattern {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("\"\" is no path: name a folder or file");
        }
        if (!text.startsWith("/") && !text.equals("~") && !text.startsWith("~/")) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " is not absolute: begin with \"/\" or \"~/\"");
        }
        if (("/" + text + "/").contains("/../")) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " climbs with \"..\": write where it leads instead");
        }
        if (text.codePoints().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " holds a backslash or control character");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException(Quoted.of(text) + " is longer than 4096 bytes");
        }
    }

    /// The absolute path without empty and `.` components and without a trailing slash.
    ///
    /// @param home the user's home folder, an absolute path
    public String absolute(String home) {
        return PathText.normal(text.startsWith("~") ? home + text.substring(1) : text);
    }

    /// Whether every path of another pattern is one of this, told without knowing the home folder:
    /// a path that begins with `~` and one that begins with `/` cover nothing of each other.
    public boolean covers(PathPattern other) {
        return text.startsWith("~") == other.text.startsWith("~")
                && PathText.contains(lexical(), other.lexical());
    }

    @Override
    public String toString() {
        return text;
    }

    private String lexical() {
        return PathText.normal(text.startsWith("~") ? "/" + text.substring(1) : text);
    }
}
