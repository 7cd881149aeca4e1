package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.keybinding.Binding;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.Keymap;
import org.frankenterm.extension.keybinding.Target;
import org.frankenterm.extension.sandbox.KeyRegistry;

/// The keymap of a host, as extensions come and go. Any thread.
final class KeyTable {
    private Keymap map = Keymap.EMPTY;

    /// Adds the bindings of a manifest.
    synchronized void declare(ExtensionId extension, List<Binding> declared) {
        map = map.withManifest(extension, declared);
    }

    /// Removes all that an extension has bound itself.
    synchronized void remove(ExtensionId extension) {
        map = map.withoutExtension(extension);
    }

    /// Who gets a combination; empty if it goes to the pane.
    ///
    /// @param paneKeys whether an extension may have keys that programs live on
    Optional<Binding> lookup(KeyCombo combo, Predicate<ExtensionId> paneKeys) {
        return map().lookup(combo, paneKeys);
    }

    private synchronized Keymap map() {
        return map;
    }

    private synchronized boolean with(Binding binding) {
        Optional<Keymap> changed = map.with(binding);
        map = changed.orElse(map);
        return changed.isPresent();
    }

    private synchronized boolean without(ExtensionId extension, int id) {
        Keymap before = map;
        map = map.without(extension, id);
        return map.bindings().size() < before.bindings().size();
    }

    private synchronized void withoutGuest(ExtensionId extension) {
        map = map.withoutGuest(extension);
    }

    /// Where the guest of an extension registers its own.
    KeyRegistry registry(ExtensionId extension) {
        return new KeyRegistry() {
            private int lastId;

            @Override
            public synchronized OptionalInt register(KeyCombo combo, String handler) {
                lastId++;
                Target.Handler target = new Target.Handler(extension, handler);
                return with(Binding.ofGuest(combo, target, lastId))
                        ? OptionalInt.of(lastId)
                        : OptionalInt.empty();
            }

            @Override
            public boolean unregister(int id) {
                return without(extension, id);
            }

            @Override
            public void unregisterAll() {
                withoutGuest(extension);
            }
        };
    }
}
