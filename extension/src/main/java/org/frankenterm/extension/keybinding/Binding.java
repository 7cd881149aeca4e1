package org.frankenterm.extension.keybinding;

import java.util.Optional;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.keybinding.Target.Handler;

/// One keybinding.
///
/// @param combo what is pressed
/// @param target what happens then
/// @param description what it is for, in its author's words and not sanitised; empty if there are
///   none
/// @param source where it comes from
public record Binding(KeyCombo combo, Target target, String description, Source source) {
    /// Checks that the source may have the target.
    ///
    /// @throws IllegalArgumentException if an extension binds something other than a handler, or
    ///   the terminal's defaults something other than a command
    public Binding {
        boolean fits =
                switch (source) {
                    case Source.User _ -> true;
                    case Source.Host _ -> target instanceof Target.Command;
                    case Source.Manifest _, Source.Guest _ -> target instanceof Handler;
                };
        if (!fits) {
            throw new IllegalArgumentException(source + " can't bind " + combo + " to " + target);
        }
    }

    /// A binding of the user's own.
    public static Binding ofUser(KeyCombo combo, Target target) {
        return new Binding(combo, target, "", new Source.User());
    }

    /// A default of the terminal.
    public static Binding ofHost(KeyCombo combo, String command) {
        return new Binding(combo, new Target.Command(command), "", new Source.Host());
    }

    /// A binding of an extension's manifest.
    public static Binding ofManifest(KeyCombo combo, Handler handler, String description) {
        return new Binding(combo, handler, description, new Source.Manifest());
    }

    /// A binding that a guest has registered.
    ///
    /// @param id what the call returned, unique within the extension
    public static Binding ofGuest(KeyCombo combo, Handler handler, int id) {
        return new Binding(combo, handler, "", new Source.Guest(id));
    }

    /// The extension that has made this binding; empty for the user's and the terminal's, whatever
    /// they call.
    public Optional<ExtensionId> owner() {
        boolean own =
                switch (source) {
                    case Source.User _, Source.Host _ -> false;
                    case Source.Manifest _, Source.Guest _ -> true;
                };
        return own && target instanceof Handler(ExtensionId extension, _)
                ? Optional.of(extension)
                : Optional.empty();
    }
}
