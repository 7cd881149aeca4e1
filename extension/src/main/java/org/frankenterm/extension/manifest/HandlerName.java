package org.frankenterm.extension.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The rule for the name of an export that handles something.
final class HandlerName {
    private static final int MAX_BYTES = 1024;

    private HandlerName() {}

    /// Why a text is no such name, if it isn't.
    static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("must not be empty: name a function that the module exports");
        }
        return name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                ? Optional.of("must be at most " + MAX_BYTES + " bytes long")
                : Optional.empty();
    }
}
