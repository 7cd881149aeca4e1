package org.frankenterm.extension.keybinding;

import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.text.Quoted;

/// What happens when the combination of a binding is pressed.
public sealed interface Target {
    /// An export of an extension is called.
    ///
    /// @param extension whose
    /// @param export its name, as the extension has it
    record Handler(ExtensionId extension, String export) implements Target {
        /// The handler as a sentence names it.
        @Override
        public String toString() {
            return extension + " (" + Quoted.of(export) + ")";
        }
    }

    /// The terminal does something itself.
    ///
    /// @param name what the terminal calls it
    record Command(String name) implements Target {
        /// The command as a sentence names it.
        @Override
        public String toString() {
            return "the command " + Quoted.of(name);
        }
    }

    /// The key goes to the program in the pane, whatever else is bound to it.
    record Pane() implements Target {
        /// The pane as a sentence names it.
        @Override
        public String toString() {
            return "the pane";
        }
    }
}
