package org.frankenterm.extension.keybinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.frankenterm.extension.keybinding.Bindings.GIT;
import static org.frankenterm.extension.keybinding.Bindings.TODO;
import static org.frankenterm.extension.keybinding.Bindings.combo;
import static org.frankenterm.extension.keybinding.Bindings.declared;
import static org.frankenterm.extension.keybinding.Bindings.manifest;
import static org.frankenterm.extension.keybinding.Bindings.registered;
import static org.frankenterm.extension.keybinding.Bindings.users;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.frankenterm.extension.api.ExtensionId;
import org.junit.jupiter.api.Test;

class KeymapTest {
    private static final Set<ExtensionId> NOBODY = Set.of();
    private static final Set<ExtensionId> EVERYBODY = Set.of(GIT, TODO);

    @Test
    void lookup_noBinding_empty() {
        assertThat(Keymap.EMPTY.lookup(combo("f5"), EVERYBODY::contains)).isEmpty();
        assertThat(
                        Keymap.EMPTY
                                .withManifest(GIT, manifest(GIT, "ctrl+t"))
                                .lookup(combo("ctrl+shift+t"), EVERYBODY::contains))
                .isEmpty();
    }

    @Test
    void lookup_twoExtensions_firstInstalledStands() {
        Keymap keymap =
                Keymap.EMPTY
                        .withManifest(GIT, manifest(GIT, "ctrl+t"))
                        .withManifest(TODO, manifest(TODO, "ctrl+t", "f5"));

        assertThat(keymap.lookup(combo("ctrl+t"), NOBODY::contains))
                .contains(declared(GIT, "ctrl+t", "f"));
        assertThat(keymap.lookup(combo("f5"), NOBODY::contains))
                .contains(declared(TODO, "f5", "f"));
    }

    @Test
    void lookup_winnerRemoved_nextOneStands() {
        Keymap keymap =
                Keymap.EMPTY
                        .withManifest(GIT, manifest(GIT, "ctrl+t"))
                        .withManifest(TODO, manifest(TODO, "ctrl+t"))
                        .withoutExtension(GIT);

        assertThat(keymap.lookup(combo("ctrl+t"), NOBODY::contains))
                .contains(declared(TODO, "ctrl+t", "f"));
        assertThat(keymap.conflicts()).isEmpty();
    }

    @Test
    void lookup_usersAndTerminalsCombination_neverAnExtensions() {
        Binding users = users("ctrl+t", TODO, "add");
        Binding terminals = Binding.ofHost(combo("ctrl+n"), "new_tab");
        Keymap keymap =
                Keymap.of(List.of(terminals, Binding.ofHost(combo("ctrl+t"), "quit"), users))
                        .withManifest(GIT, manifest(GIT, "ctrl+t", "ctrl+n"))
                        .with(registered(GIT, "ctrl+n", 1))
                        .orElseThrow();

        assertThat(keymap.lookup(combo("ctrl+t"), EVERYBODY::contains)).contains(users);
        assertThat(keymap.lookup(combo("ctrl+n"), EVERYBODY::contains)).contains(terminals);
    }

    @Test
    void lookup_userGivesItToThePane_noExtensionHasIt() {
        Binding pane = Binding.ofUser(combo("ctrl+t"), new Target.Pane());
        Keymap keymap = Keymap.of(List.of(pane)).withManifest(GIT, manifest(GIT, "ctrl+t"));

        assertThat(keymap.lookup(combo("ctrl+t"), EVERYBODY::contains)).contains(pane);
    }

    @Test
    void lookup_registeredByAGuest_afterEveryManifest() {
        Keymap keymap =
                Keymap.EMPTY
                        .with(registered(GIT, "ctrl+t", 1))
                        .orElseThrow()
                        .withManifest(TODO, manifest(TODO, "ctrl+t"));

        assertThat(keymap.lookup(combo("ctrl+t"), NOBODY::contains))
                .contains(declared(TODO, "ctrl+t", "f"));
    }

    /// An extension without `pane_keys` must neither hear a letter nor take it from the pane.
    @Test
    void lookup_bareLetterWithoutPaneKeys_goesToThePane() {
        Keymap keymap =
                Keymap.EMPTY
                        .withManifest(GIT, manifest(GIT, "j", "enter", "ctrl+m", "ctrl+t"))
                        .with(registered(GIT, "k", 1))
                        .orElseThrow();

        for (String bare : List.of("j", "enter", "ctrl+m", "k")) {
            assertThat(keymap.lookup(combo(bare), NOBODY::contains)).as(bare).isEmpty();
            assertThat(keymap.lookup(combo(bare), EVERYBODY::contains)).as(bare).isPresent();
        }
        assertThat(keymap.lookup(combo("ctrl+t"), NOBODY::contains)).isPresent();
    }

    @Test
    void lookup_firstHasNoPaneKeys_nextThatHasThemStands() {
        Keymap keymap =
                Keymap.EMPTY
                        .withManifest(GIT, manifest(GIT, "j"))
                        .withManifest(TODO, manifest(TODO, "j"));

        assertThat(keymap.lookup(combo("j"), TODO::equals)).contains(declared(TODO, "j", "f"));
    }

    /// While a password is typed nobody has `pane_keys`, and the user's own map is no way around
    /// it.
    @Test
    void lookup_usersBareLetterToAHandlerWithoutPaneKeys_goesToThePane() {
        Keymap keymap =
                Keymap.of(List.of(users("j", GIT, "f"))).withManifest(TODO, manifest(TODO, "j"));

        assertThat(keymap.lookup(combo("j"), TODO::equals)).isEmpty();
        assertThat(keymap.lookup(combo("j"), GIT::equals)).contains(users("j", GIT, "f"));
    }

    @Test
    void lookup_usersBareLetterToACommand_takesNoPermission() {
        Binding quit = Binding.ofUser(combo("q"), new Target.Command("quit"));

        assertThat(Keymap.of(List.of(quit)).lookup(combo("q"), NOBODY::contains)).contains(quit);
    }

    @Test
    void withManifest_upgrade_keepsItsPlaceAndLosesWhatWasRegistered() {
        Keymap before =
                Keymap.EMPTY
                        .withManifest(GIT, manifest(GIT, "ctrl+t"))
                        .withManifest(TODO, manifest(TODO, "ctrl+n"))
                        .with(registered(GIT, "f5", 1))
                        .orElseThrow();

        Keymap after = before.withManifest(GIT, manifest(GIT, "ctrl+n"));

        assertThat(after.bindings())
                .containsExactly(declared(GIT, "ctrl+n", "f"), declared(TODO, "ctrl+n", "f"));
        assertThat(before.bindings()).hasSize(3);
    }

    @Test
    void withManifest_anotherCaseOfTheName_sameExtension() {
        ExtensionId capital = new ExtensionId("GIT");
        Keymap keymap =
                Keymap.EMPTY
                        .withManifest(GIT, manifest(GIT, "ctrl+t"))
                        .withManifest(capital, manifest(capital, "f5"));

        assertThat(keymap.bindings()).containsExactly(declared(capital, "f5", "f"));
    }

    @Test
    void without_anId_onlyThatExtensionsBinding() {
        Keymap keymap =
                Keymap.EMPTY
                        .with(registered(GIT, "f5", 1))
                        .flatMap(map -> map.with(registered(TODO, "f6", 1)))
                        .flatMap(map -> map.with(registered(GIT, "f7", 2)))
                        .orElseThrow();

        assertThat(keymap.without(GIT, 1).bindings())
                .containsExactly(registered(TODO, "f6", 1), registered(GIT, "f7", 2));
        assertThat(keymap.without(GIT, 3)).isSameAs(keymap);
    }

    @Test
    void withoutExtension_usersBindingToIt_stays() {
        Binding users = users("ctrl+t", GIT, "f");
        Keymap keymap = Keymap.of(List.of(users)).withManifest(GIT, manifest(GIT, "f5"));

        assertThat(keymap.withoutExtension(GIT).bindings()).containsExactly(users);
    }

    @Test
    void with_sixtyFourAlready_empty() {
        List<Binding> declared = new ArrayList<>();
        for (int i = 0; i < 63; i++) {
            declared.add(declared(GIT, "ctrl+" + Character.toString(0x4E00 + i), "f"));
        }
        Keymap full =
                Keymap.of(List.of(users("f1", GIT, "f")))
                        .withManifest(GIT, declared)
                        .with(registered(GIT, "f2", 1))
                        .orElseThrow();

        assertThat(full.with(registered(GIT, "f3", 2))).isEmpty();
        assertThat(full.with(registered(TODO, "f3", 2))).isPresent();
        assertThat(full.without(GIT, 1).with(registered(GIT, "f3", 2))).isPresent();

        declared.addAll(manifest(GIT, "f4", "f5"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keymap.EMPTY.withManifest(GIT, declared))
                .withMessage("git has 65 keybindings, of at most 64");
    }

    @Test
    void with_bindingsThatDontBelong_refused() {
        Keymap keymap = Keymap.EMPTY.with(registered(GIT, "f5", 1)).orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> keymap.with(registered(GIT, "f6", 1)))
                .withMessage("git has a binding 1 already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keymap.with(declared(GIT, "f6", "f")));
        assertThatIllegalArgumentException().isThrownBy(() -> keymap.with(users("f6", GIT, "f")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keymap.withManifest(TODO, manifest(GIT, "f6")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keymap.withManifest(GIT, List.of(registered(GIT, "f6", 2))));
        assertThatIllegalArgumentException().isThrownBy(() -> Keymap.of(manifest(GIT, "f6")));
    }

    @Test
    void conflicts_everyLoser_withWhoStands() {
        Keymap keymap =
                Keymap.of(
                                List.of(
                                        users("ctrl+t", TODO, "add"),
                                        Binding.ofHost(combo("ctrl+n"), "new_tab")))
                        .withManifest(GIT, manifest(GIT, "ctrl+t", "f5", "f6"))
                        .withManifest(TODO, manifest(TODO, "ctrl+n", "f5"));

        assertThat(keymap.conflicts())
                .extracting(Conflict::words)
                .containsExactly(
                        "ctrl+t of git (\"f\") does nothing: you have bound it to todo (\"add\")",
                        "ctrl+n of todo (\"f\") does nothing: the terminal has it for the command \"new_tab\"",
                        "f5 of todo (\"f\") does nothing: the extension git binds it and was installed before");
    }

    @Test
    void conflicts_replacedDefaultAndSameTarget_none() {
        Keymap keymap =
                Keymap.of(
                                List.of(
                                        users("ctrl+t", GIT, "f"),
                                        Binding.ofHost(combo("ctrl+t"), "new_tab")))
                        .withManifest(GIT, manifest(GIT, "ctrl+t"));

        assertThat(keymap.conflicts()).isEmpty();
    }

    @Test
    void conflictsOf_newExtension_whatItLosesAndTakesFromGuests() {
        Keymap keymap =
                Keymap.EMPTY
                        .withManifest(GIT, manifest(GIT, "ctrl+t"))
                        .with(registered(GIT, "f5", 1))
                        .flatMap(map -> map.with(registered(GIT, "ctrl+t", 2)))
                        .orElseThrow();

        assertThat(keymap.conflictsOf(TODO, manifest(TODO, "ctrl+t", "f5", "f6")))
                .extracting(Conflict::words)
                .containsExactly(
                        "ctrl+t of todo (\"f\") does nothing: the extension git binds it and was installed before",
                        "f5 of git (\"on_key\") does nothing: the extension todo has it in its manifest");
        assertThat(keymap.conflictsOf(TODO, manifest(TODO, "f7"))).isEmpty();
    }

    @Test
    void conflictsOf_upgrade_fromItsOwnPlace() {
        Keymap keymap =
                Keymap.EMPTY
                        .withManifest(GIT, manifest(GIT, "ctrl+t"))
                        .withManifest(TODO, manifest(TODO, "f5"));

        assertThat(keymap.conflictsOf(GIT, manifest(GIT, "ctrl+t", "f5")))
                .extracting(conflict -> conflict.winner().owner())
                .containsExactly(Optional.of(GIT));
    }

    /// A map that is changed at random against one that looks through a list.
    @Test
    void changes_random_asAListWouldHaveIt() {
        long seed = 0x3A9L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        Keymap keymap = Keymap.EMPTY;
        Map<ExtensionId, Integer> ids = new HashMap<>();
        List<Binding> expected = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            ExtensionId extension = random.nextBoolean() ? GIT : TODO;
            if (random.nextInt(3) > 0 && expected.size() < Keymap.MAX_PER_EXTENSION) {
                int id = ids.merge(extension, 1, Integer::sum);
                Binding binding = registered(extension, "f" + (1 + random.nextInt(5)), id);
                keymap = keymap.with(binding).orElseThrow();
                expected.add(binding);
            } else if (random.nextInt(20) == 0) {
                keymap = keymap.withoutExtension(extension);
                expected.removeIf(binding -> binding.owner().equals(Optional.of(extension)));
            } else {
                int id = random.nextInt(ids.getOrDefault(extension, 0) + 1);
                keymap = keymap.without(extension, id);
                expected.removeIf(binding ->
                        binding.owner().equals(Optional.of(extension))
                                && binding.source().equals(new Source.Guest(id)));
            }
            assertAgrees(keymap, expected);
        }
    }

    private static void assertAgrees(Keymap keymap, List<Binding> expected) {
        assertThat(keymap.bindings()).isEqualTo(expected);
        Set<KeyCombo> seen = new HashSet<>();
        for (Binding binding : expected) {
            if (seen.add(binding.combo())) {
                assertThat(keymap.lookup(binding.combo(), NOBODY::contains)).contains(binding);
            }
        }
    }
}
