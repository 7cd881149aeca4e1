package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.Keymap;
import org.frankenterm.extension.sandbox.KeyRegistry;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    private static final ExtensionId GUEST = new ExtensionId("guest");
    private static final KeyCombo FIRST = KeyCombo.parse("ctrl+shift+a");
    private static final KeyCombo SECOND = KeyCombo.parse("ctrl+shift+b");

    private final KeyTable table = new KeyTable(List.of());

    private String bound(KeyCombo combo) {
        return table.lookup(combo, _ -> true)
                .map(bound -> bound.binding().target().toString())
                .orElse("");
    }

    /// A guest that was stuck comes back when the extension has long been loaded anew.
    @Test
    void unregister_byAGuestThatWasLeftBehind_leavesTheNextOnesKeys() {
        KeyRegistry stuck = table.registry(GUEST);
        int old = stuck.register(FIRST, "old").orElseThrow();
        GuestRecipient before = new GuestRecipient(GUEST, GuestRecipient.AWAKE);
        table.declare(before, List.of());
        table.remove(before);
        table.declare(new GuestRecipient(GUEST, GuestRecipient.AWAKE), List.of());
        KeyRegistry next = table.registry(GUEST);
        int fresh = next.register(SECOND, "fresh").orElseThrow();

        assertThat(fresh).isNotEqualTo(old);
        assertThat(stuck.unregister(fresh)).isFalse();
        stuck.unregisterAll();
        assertThat(bound(SECOND)).contains("fresh");

        next.unregisterAll();
        assertThat(bound(SECOND)).isEmpty();
    }

    @Test
    void register_twoOfOneName_bothGetTheirs() {
        KeyRegistry one = table.registry(GUEST);
        KeyRegistry other = table.registry(GUEST);
        assertThat(one.register(FIRST, "one")).isPresent();
        assertThat(other.register(SECOND, "other")).isPresent();
        assertThat(bound(FIRST)).contains("one");
        assertThat(bound(SECOND)).contains("other");
    }

    @Test
    void register_more_refusedAndNumbersGoOn() {
        KeyRegistry keys = table.registry(GUEST);
        for (int i = 1; i <= Keymap.MAX_PER_EXTENSION; i++) {
            assertThat(keys.register(FIRST, "handler")).hasValue(i);
        }
        assertThat(keys.register(SECOND, "handler")).isEqualTo(OptionalInt.empty());
        keys.unregisterAll();
        assertThat(keys.register(SECOND, "handler")).hasValue(Keymap.MAX_PER_EXTENSION + 1);
    }
}
