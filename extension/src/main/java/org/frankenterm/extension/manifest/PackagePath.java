package org.frankenterm.extension.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The rule for a path inside a package: relative, with `/` between components, none of them empty,
/// `.` or `..`.
final class PackagePath {
    private static final int MAX_BYTES = 512;

    private PackagePath() {}

    /// Why a text is no such path, if it isn't.
    static Optional<String> problem(String path) {
        if (path.isEmpty()) {
            return Optional.of("must not be empty");
        }
        if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*")) {
            return Optional.of("must be relative to the package's folder, not absolute");
        }
        if (path.codePoints().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            return Optional.of("must not hold a backslash or control character");
        }
        for (String component : path.split("/", -1)) {
            if (component.isEmpty() || component.equals(".") || component.equals("..")) {
                return Optional.of("must not hold an empty, \".\" or \"..\" component");
            }
        }
        return path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                ? Optional.of("must be at most " + MAX_BYTES + " bytes long")
                : Optional.empty();
    }
}
