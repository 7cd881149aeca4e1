package org.frankenterm.extension.manifest;

import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.keybinding.Binding;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.Target;

/// A keybinding of a manifest.
///
/// @param combo what is pressed; no other of the manifest has it
/// @param handler the export to call
/// @param description its author's words, empty if there are none
/// @param place where it stands, for messages about its key and handler
public record KeybindingDeclaration(
        KeyCombo combo, String handler, String description, Place place) {
    /// This keybinding as an entry of a keymap.
    ///
    /// @param extension whose manifest it is of
    public Binding binding(ExtensionId extension) {
        return Binding.ofManifest(combo, new Target.Handler(extension, handler), description);
    }
}
