package org.frankenterm.extension.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an extension's author tells people; nothing is decided by it.
///
/// @param description empty if there is none
/// @param authors in their order
/// @param license or null
/// @param homepage or null
public record About(
        String description,
        List<String> authors,
        @Nullable String license,
        @Nullable String homepage) {
    /// Copies the authors.
    public About {
        authors = List.copyOf(authors);
    }
}
