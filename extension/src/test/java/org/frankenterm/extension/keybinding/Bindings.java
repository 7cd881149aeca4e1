package org.frankenterm.extension.keybinding;

import java.util.Arrays;
import java.util.List;
import org.frankenterm.extension.api.ExtensionId;

/// Keybindings by a few words, for the tests of this package.
final class Bindings {
    static final ExtensionId GIT = new ExtensionId("git");
    static final ExtensionId TODO = new ExtensionId("todo");

    private Bindings() {}

    static KeyCombo combo(String text) {
        return KeyCombo.parse(text);
    }

    static Target.Handler handler(ExtensionId extension, String export) {
        return new Target.Handler(extension, export);
    }

    /// A binding of a manifest without description.
    static Binding declared(ExtensionId extension, String combo, String export) {
        return Binding.ofManifest(combo(combo), handler(extension, export), "");
    }

    /// Bindings of a manifest, all to the export `f`.
    static List<Binding> manifest(ExtensionId extension, String... combos) {
        return Arrays.stream(combos).map(combo -> declared(extension, combo, "f")).toList();
    }

    static Binding registered(ExtensionId extension, String combo, int id) {
        return Binding.ofGuest(combo(combo), handler(extension, "on_key"), id);
    }

    static Binding users(String combo, ExtensionId extension, String export) {
        return Binding.ofUser(combo(combo), handler(extension, export));
    }
}
