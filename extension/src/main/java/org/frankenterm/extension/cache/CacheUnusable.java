package org.frankenterm.extension.cache;

import java.io.Serial;

/// The cache on disk can't be used; the message says why and what to do, unsanitised.
public final class CacheUnusable extends Exception {
    @Serial private static final long serialVersionUID = 1;

    CacheUnusable(String message) {
        super(message, null, false, false);
    }

    /// Why.
    public String why() {
        return String.valueOf(getMessage());
    }
}
