package org.frankenterm.extension;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.frankenterm.extension.HostServices.UserKey;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.keybinding.Binding;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.Keymap;
import org.frankenterm.extension.keybinding.Source;
import org.frankenterm.extension.keybinding.Target;
import org.frankenterm.extension.sandbox.KeyRegistry;
import org.jspecify.annotations.Nullable;

/// The keymap of a host, as extensions come and go. Any thread.
final class KeyTable {
    private Map<ExtensionId, GuestRecipient> owners = Map.of();
    private Keymap map;

    /// A binding that stands.
    ///
    /// @param owner who has its handler; null if that is nobody
    record Bound(Binding binding, @Nullable GuestRecipient owner) {}

    /// @param keys what the user has bound
    /// @throws IllegalArgumentException if one is no combination
    KeyTable(List<UserKey> keys) {
        map = Keymap.of(keys.stream().map(KeyTable::binding).toList());
    }

    private static Binding binding(UserKey key) {
        ExtensionId extension = key.extension();
        Target target =
                extension == null
                        ? new Target.Pane()
                        : new Target.Handler(extension, key.handler());
        return Binding.ofUser(KeyCombo.parse(key.combo()), target);
    }

    /// Of the bindings that guests have registered, in the whole table: an extension's guest that
    /// was left behind when it was stuck means none of those of the guest after it.
    private int lastId;

    /// Adds the bindings of a manifest.
    ///
    /// @param owner whose handlers they name; who owns keys the user has bound, too
    synchronized void declare(GuestRecipient owner, List<Binding> declared) {
        owners = withOwner(owner.id(), owner);
        map = map.withManifest(owner.id(), declared);
    }

    /// Removes all that an extension has bound itself, unless another of its name has taken its
    /// place.
    synchronized void remove(GuestRecipient owner) {
        if (owner.equals(owners.get(owner.id()))) {
            owners = withOwner(owner.id(), null);
            map = map.withoutExtension(owner.id());
        }
    }

    private Map<ExtensionId, GuestRecipient> withOwner(
            ExtensionId id, @Nullable GuestRecipient owner) {
        Map<ExtensionId, GuestRecipient> changed = new HashMap<>(owners);
        if (owner == null) {
            changed.remove(id);
        } else {
            changed.put(id, owner);
        }
        return Map.copyOf(changed);
    }

    /// What stands for a combination; empty if it goes to the pane.
    ///
    /// @param paneKeys whether an extension may have keys that programs live on; asked without the
    ///   lock
    Optional<Bound> lookup(KeyCombo combo, Predicate<GuestRecipient> paneKeys) {
        Keymap bindings;
        Map<ExtensionId, GuestRecipient> known;
        synchronized (this) {
            bindings = map;
            known = owners;
        }
        Predicate<ExtensionId> may =
                id -> Optional.ofNullable(known.get(id)).filter(paneKeys).isPresent();
        return bindings.lookup(combo, may)
                .map(binding -> new Bound(binding, owner(binding, known)));
    }

    private static @Nullable GuestRecipient owner(
            Binding binding, Map<ExtensionId, GuestRecipient> known) {
        return binding.target() instanceof Target.Handler handler
                ? known.get(handler.extension())
                : null;
    }

    private synchronized OptionalInt register(KeyCombo combo, Target.Handler target) {
        int id = free();
        Optional<Keymap> changed = map.with(Binding.ofGuest(combo, target, id));
        if (changed.isEmpty()) {
            return OptionalInt.empty();
        }
        lastId = id;
        map = changed.get();
        return OptionalInt.of(id);
    }

    /// The next number that no binding has: a guest can use up all there are, in hours.
    private int free() {
        int id = lastId;
        do {
            id = id == Integer.MAX_VALUE ? 1 : id + 1;
        } while (map.bindings().stream()
                .map(Binding::source)
                .anyMatch(new Source.Guest(id)::equals));
        return id;
    }

    private synchronized boolean without(ExtensionId extension, int id) {
        Keymap before = map;
        map = map.without(extension, id);
        return map.bindings().size() < before.bindings().size();
    }

    /// Where the guest of an extension registers its own.
    KeyRegistry registry(ExtensionId extension) {
        return new KeyRegistry() {
            private final Set<Integer> own = ConcurrentHashMap.newKeySet();

            @Override
            public OptionalInt register(KeyCombo combo, String handler) {
                OptionalInt id =
                        KeyTable.this.register(combo, new Target.Handler(extension, handler));
                id.ifPresent(own::add);
                return id;
            }

            @Override
            public boolean unregister(int id) {
                return own.remove(id) && without(extension, id);
            }

            @Override
            public void unregisterAll() {
                own.removeIf(id -> {
                    without(extension, id);
                    return true;
                });
            }
        };
    }
}
