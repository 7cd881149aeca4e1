package org.frankenterm.wasi;

import org.frankenterm.posix.Resolver;

/// The two ways in which paths are resolved; what holds for one has to hold for the other.
enum Resolution {
    SYSTEM,
    WALKING;

    Resolver resolver() {
        return switch (this) {
            case SYSTEM -> Resolver.system();
            case WALKING -> Resolver.walking();
        };
    }
}
