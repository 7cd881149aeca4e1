package org.frankenterm.extension.keybinding;

/// Where a binding comes from. Of two bindings of one combination, that of the earlier source here
/// stands.
public sealed interface Source {
    /// The user's own configuration.
    record User() implements Source {}

    /// The terminal's defaults, which no extension takes away.
    record Host() implements Source {}

    /// The manifest of an extension: the user saw it when the extension was installed.
    record Manifest() implements Source {}

    /// A call of `ft_register_keybinding`; nobody saw it before.
    ///
    /// @param id what the call returned, unique within the extension
    record Guest(int id) implements Source {}

    /// The order of precedence, 0 for the highest.
    default int rank() {
        return switch (this) {
            case User _ -> 0;
            case Host _ -> 1;
            case Manifest _ -> 2;
            case Guest _ -> 3;
        };
    }
}
