package org.frankenterm.extension;

import java.util.List;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.keybinding.Binding;
import org.frankenterm.extension.keybinding.Conflict;
import org.frankenterm.extension.keybinding.Keymap;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.Installed;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.text.Quoted;

/// The keys that a manifest binds, beside those of what is installed.
///
/// @param installations what is installed
/// @param reader of its manifests
record DeclaredKeys(Installations installations, ManifestReader reader) {
    /// The keys of a manifest in plain words, a line each, sanitised: the combination, and what it
    /// is for.
    static List<String> words(Manifest manifest) {
        return bindings(manifest).stream()
                .map(binding ->
                        binding.description().isBlank()
                                ? binding.combo().text()
                                : binding.combo() + ", " + Quoted.of(binding.description()))
                .toList();
    }

    /// Which of them do nothing, or take one from another extension, and why; a sentence each.
    List<String> conflicts(Manifest manifest) {
        Keymap map = Keymap.EMPTY;
        for (Installed installed : installations.list()) {
            if (installed instanceof Installed.Sound(InstalledState state)
                    && !state.id().equals(manifest.id())) {
                map = map.withManifest(state.id(), bindings(state));
            }
        }
        return map.conflictsOf(manifest.id(), bindings(manifest)).stream()
                .map(Conflict::words)
                .toList();
    }

    private List<Binding> bindings(InstalledState state) {
        try {
            Manifest manifest =
                    installations.files(state, state.active()).manifest(reader).manifest();
            return manifest == null ? List.of() : bindings(manifest);
        } catch (ExtensionException changed) { // it isn't run either
            return List.of();
        }
    }

    private static List<Binding> bindings(Manifest manifest) {
        ExtensionId id = manifest.id();
        return manifest.keybindings().stream().map(key -> key.binding(id)).toList();
    }
}
