package org.frankenterm.extension.keybinding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.frankenterm.extension.api.ExtensionId;

/// What each combination does: the user's own bindings, then the terminal's, then those of
/// manifests in the order of installation, then those that guests have registered. Of several
/// bindings of one combination the first stands, and the others wait: they take its place when it
/// goes.
///
/// Immutable; each change makes another one. At most [#MAX_PER_EXTENSION] bindings are an
/// extension's own.
public final class Keymap {
    /// How many bindings an extension may have, from its manifest and registered together.
    public static final int MAX_PER_EXTENSION = 64;

    /// A map without any binding.
    public static final Keymap EMPTY = new Keymap(List.of());

    /// By precedence.
    private final List<Binding> bindings;

    /// The bindings of a combination, by precedence.
    private final Map<KeyCombo, List<Binding>> byCombo = new HashMap<>();

    private Keymap(List<Binding> bindings) {
        this.bindings = List.copyOf(bindings);
        for (Binding binding : this.bindings) {
            byCombo.computeIfAbsent(binding.combo(), _ -> new ArrayList<>()).add(binding);
        }
    }

    /// A map of bindings of the user and of the terminal.
    ///
    /// @param bindings in any order; of several of one source and combination the first stands
    /// @throws IllegalArgumentException if an extension's own binding is among them
    public static Keymap of(List<Binding> bindings) {
        for (Binding binding : bindings) {
            if (binding.owner().isPresent()) {
                throw new IllegalArgumentException(
                        binding.combo() + " is an extension's own: add it by withManifest or with");
            }
        }
        return sorted(bindings);
    }

    /// This map with the bindings of an extension's manifest. An extension that has some keeps its
    /// place among the others; a new one comes last. What its guest had registered goes.
    ///
    /// @param extension whose
    /// @param declared in their order
    /// @throws IllegalArgumentException if one is not of this extension's manifest, or there are
    ///   more than [#MAX_PER_EXTENSION]
    public Keymap withManifest(ExtensionId extension, List<Binding> declared) {
        requireDeclared(extension, declared);
        List<Binding> others = without(owned(extension)).bindings;
        int place = (int) bindings.stream().takeWhile(owned(extension).negate()).count();
        List<Binding> changed = new ArrayList<>(others);
        changed.addAll(place, declared);
        return sorted(changed);
    }

    /// This map with a binding that a guest has registered, which comes last.
    ///
    /// @param registered of [Source.Guest]
    /// @return the map, or empty if the extension has [#MAX_PER_EXTENSION] bindings already
    /// @throws IllegalArgumentException if it is no guest's, or one of its extension has its id
    public Optional<Keymap> with(Binding registered) {
        ExtensionId extension = registered.owner().orElse(null);
        if (extension == null || !(registered.source() instanceof Source.Guest(int id))) {
            throw new IllegalArgumentException(registered.combo() + " is not a guest's");
        }
        if (bindings.stream().anyMatch(registered(extension, id))) {
            throw new IllegalArgumentException(extension + " has a binding " + id + " already");
        }
        if (bindings.stream().filter(owned(extension)).count() >= MAX_PER_EXTENSION) {
            return Optional.empty();
        }
        List<Binding> changed = new ArrayList<>(bindings);
        changed.add(registered);
        return Optional.of(new Keymap(changed));
    }

    /// This map without a binding that a guest has registered; itself if there is none.
    ///
    /// @param id what the registration returned
    public Keymap without(ExtensionId extension, int id) {
        return without(registered(extension, id));
    }

    /// This map without an extension's own bindings. What the user has bound to it stays.
    public Keymap withoutExtension(ExtensionId extension) {
        return without(owned(extension));
    }

    /// The binding to obey when a combination is pressed.
    ///
    /// A binding to a handler is passed over if its combination needs `pane_keys` and its extension
    /// doesn't have it: the next one stands, or the key goes to the pane. After a binding of the
    /// user's nothing else is looked for.
    ///
    /// @param combo what is pressed
    /// @param paneKeys whether an extension has `pane_keys` now; false for all while the pane does
    ///   not show what is typed
    /// @return the binding, or empty if the key goes to the pane
    public Optional<Binding> lookup(KeyCombo combo, Predicate<ExtensionId> paneKeys) {
        for (Binding binding : byCombo.getOrDefault(combo, List.of())) {
            if (allowed(binding, paneKeys)) {
                return Optional.of(binding);
            }
            if (binding.source() instanceof Source.User) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The bindings that are never reached, each with the one that stands, by precedence. A default
    /// of the terminal that the user has replaced is none, nor is a second binding to the same
    /// target. Whether an extension has `pane_keys` is not looked at.
    public List<Conflict> conflicts() {
        List<Conflict> conflicts = new ArrayList<>();
        for (Binding binding : bindings) {
            Binding first = byCombo.getOrDefault(binding.combo(), List.of(binding)).getFirst();
            boolean replaced =
                    binding.source() instanceof Source.Host
                            && first.source() instanceof Source.User;
            if (!replaced && !binding.target().equals(first.target())) {
                conflicts.add(new Conflict(first, binding));
            }
        }
        return List.copyOf(conflicts);
    }

    /// The conflicts that there would be with an extension's manifest, for whoever is asked whether
    /// to install or upgrade it: those that it loses, and those that it wins.
    ///
    /// @param extension whose
    /// @param declared in their order
    /// @throws IllegalArgumentException as [#withManifest] does
    public List<Conflict> conflictsOf(ExtensionId extension, List<Binding> declared) {
        Predicate<Binding> own = owned(extension);
        return withManifest(extension, declared).conflicts().stream()
                .filter(conflict -> own.test(conflict.winner()) || own.test(conflict.loser()))
                .toList();
    }

    /// All bindings, by precedence.
    public List<Binding> bindings() {
        return bindings;
    }

    private static boolean allowed(Binding binding, Predicate<ExtensionId> paneKeys) {
        return switch (binding.target()) {
            case Target.Command _, Target.Pane _ -> true;
            case Target.Handler(ExtensionId extension, _) ->
                    !binding.combo().needsPaneKeys() || paneKeys.test(extension);
        };
    }

    private Keymap without(Predicate<Binding> unwanted) {
        List<Binding> kept = bindings.stream().filter(unwanted.negate()).toList();
        return kept.size() == bindings.size() ? this : new Keymap(kept);
    }

    private static Keymap sorted(List<Binding> bindings) {
        Comparator<Binding> byRank = Comparator.comparingInt(binding -> binding.source().rank());
        return new Keymap(bindings.stream().sorted(byRank).toList());
    }

    private static Predicate<Binding> owned(ExtensionId extension) {
        Optional<ExtensionId> owner = Optional.of(extension);
        return binding -> binding.owner().equals(owner);
    }

    private static Predicate<Binding> registered(ExtensionId extension, int id) {
        Source source = new Source.Guest(id);
        return owned(extension).and(binding -> binding.source().equals(source));
    }

    private static void requireDeclared(ExtensionId extension, List<Binding> declared) {
        Predicate<Binding> fits =
                owned(extension).and(binding -> binding.source() instanceof Source.Manifest);
        if (!declared.stream().allMatch(fits)) {
            throw new IllegalArgumentException("a binding is not of the manifest of " + extension);
        }
        if (declared.size() > MAX_PER_EXTENSION) {
            throw new IllegalArgumentException(
                    "%s has %d keybindings, of at most %d"
                            .formatted(extension, declared.size(), MAX_PER_EXTENSION));
        }
    }
}
