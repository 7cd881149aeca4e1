package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.keybinding.Binding;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.Keymap;
import org.frankenterm.extension.keybinding.Target;
import org.frankenterm.extension.sandbox.KeyRegistry;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Extensions that come and go, and guests that bind keys, on many threads.
@Timeout(60)
class KeyTableHammerTest {
    private static final int ROUNDS = 300;

    private final KeyTable table = new KeyTable(List.of());

    private static KeyCombo combo(int thread) {
        return KeyCombo.parse("ctrl+shift+" + (char) ('a' + thread));
    }

    private boolean bound(KeyCombo combo, GuestRecipient to, String handler) {
        return table.lookup(combo, _ -> true)
                .filter(found -> to.equals(found.owner()))
                .map(found -> found.binding().target())
                .filter(new Target.Handler(to.id(), handler)::equals)
                .isPresent();
    }

    /// Each has a combination of its own, and one that all want.
    private void comeAndGo(int thread, Set<Integer> ids) {
        ExtensionId id = new ExtensionId("guest" + thread);
        KeyCombo own = combo(thread);
        KeyCombo wanted = combo(Crowd.THREADS);
        for (int i = 0; i < ROUNDS; i++) {
            GuestRecipient owner = new GuestRecipient(id, GuestRecipient.AWAKE);
            table.declare(
                    owner,
                    List.of(Binding.ofManifest(own, new Target.Handler(id, "declared"), "")));
            KeyRegistry keys = table.registry(id);
            int first = keys.register(own, "first").orElseThrow();
            int second = keys.register(wanted, "second").orElseThrow();
            assertThat(ids.add(first) && ids.add(second)).as("numbers are new").isTrue();
            assertThat(bound(own, owner, "declared")).isTrue();
            assertThat(table.lookup(wanted, _ -> true)).isPresent();
            assertThat(keys.unregister(first)).isTrue();
            assertThat(keys.unregister(first)).isFalse();
            keys.unregisterAll();
            table.remove(owner);
            assertThat(table.lookup(own, _ -> true)).isEmpty();
        }
    }

    @Test
    void extensions_comingAndGoingOnManyThreads_eachHasItsKeysAndNoneIsLeft() throws Exception {
        Set<Integer> ids = ConcurrentHashMap.newKeySet();
        Crowd.run(thread -> comeAndGo(thread, ids));

        assertThat(ids).hasSize(2 * ROUNDS * Crowd.THREADS);
        for (int thread = 0; thread <= Crowd.THREADS; thread++) {
            assertThat(table.lookup(combo(thread), _ -> true)).isEmpty();
        }
    }

    /// Guests of one extension, of which all but one were left behind when they were stuck.
    @Test
    void register_oneExtensionByAll_neverMoreThanItMayHave() throws Exception {
        ExtensionId id = new ExtensionId("guest");
        for (int round = 0; round < 20; round++) {
            AtomicInteger refused = new AtomicInteger();
            List<List<Integer>> ids =
                    Crowd.ask(thread -> {
                        KeyRegistry keys = table.registry(id);
                        List<Integer> own = new ArrayList<>();
                        for (int i = 0; i < Keymap.MAX_PER_EXTENSION; i++) {
                            keys.register(combo(thread), "h")
                                    .ifPresentOrElse(own::add, refused::incrementAndGet);
                        }
                        return own;
                    });
            List<Integer> all = ids.stream().flatMap(List::stream).toList();
            assertThat(all).hasSize(Keymap.MAX_PER_EXTENSION).doesNotHaveDuplicates();
            assertThat(refused).hasValue((Crowd.THREADS - 1) * Keymap.MAX_PER_EXTENSION);

            GuestRecipient owner = new GuestRecipient(id, GuestRecipient.AWAKE);
            table.declare(owner, List.of());
            table.remove(owner);
        }
    }
}
