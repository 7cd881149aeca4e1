package org.frankenterm.extension.api;

import org.jspecify.annotations.Nullable;

/// A combination of keys that the user has bound, which goes before whatever extensions bind.
///
/// @param combo such as `ctrl+shift+g`
/// @param extension whose handler is called; null for none: the key is the program's own, or goes
///   to the pane
/// @param handler the exported function; empty without an extension
public record UserKey(String combo, @Nullable ExtensionId extension, String handler) {
    /// Checks that there is a handler if there is an extension.
    ///
    /// @throws IllegalArgumentException if there is one without the other
    public UserKey {
        if ((extension == null) != handler.isEmpty()) {
            throw new IllegalArgumentException("an extension and its handler go together");
        }
    }

    /// A key that calls an extension.
    ///
    /// @param combo such as `ctrl+shift+g`
    /// @param extension its name
    /// @param handler an exported function of it
    /// @return a binding
    /// @throws IllegalArgumentException if the name is none, or the handler empty
    public static UserKey calling(String combo, String extension, String handler) {
        return new UserKey(combo, new ExtensionId(extension), handler);
    }

    /// A key that no extension gets.
    ///
    /// @param combo such as `ctrl+shift+g`
    /// @return a binding
    public static UserKey own(String combo) {
        return new UserKey(combo, null, "");
    }
}
