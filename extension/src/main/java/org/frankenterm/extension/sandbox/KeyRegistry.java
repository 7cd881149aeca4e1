package org.frankenterm.extension.sandbox;

import java.util.OptionalInt;
import org.frankenterm.extension.keybinding.KeyCombo;

/// The keybindings that one extension's guest registers. Any thread.
public interface KeyRegistry {
    /// Adds a binding, which comes after those of all manifests.
    ///
    /// @param handler what is called
    /// @return its number, from 1; empty if the extension has too many
    OptionalInt register(KeyCombo combo, String handler);

    /// Removes a binding.
    ///
    /// @return false if there is none of this number
    boolean unregister(int id);

    /// Removes all that were registered.
    void unregisterAll();
}
