package org.frankenterm.extension;

import java.util.Optional;
import org.frankenterm.extension.KeyTable.Bound;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Panes;
import org.frankenterm.extension.api.Panes.Pane;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.event.Sight;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.KeybindingEvent;
import org.frankenterm.extension.keybinding.Source;
import org.frankenterm.extension.keybinding.Target;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.jspecify.annotations.Nullable;

/// Keys that are pressed, on their way to the handler that is bound to them. Any thread.
final class KeyPresses {
    private static final AccessRequest PANE_KEYS = new AccessRequest.PaneKeys();

    private final KeyTable table;
    private final Dispatcher dispatcher;
    private final @Nullable Panes panes;

    /// @param panes says whether the focused pane shows what is typed; null if there are none
    KeyPresses(KeyTable table, Dispatcher dispatcher, @Nullable Panes panes) {
        this.table = table;
        this.dispatcher = dispatcher;
        this.panes = panes;
    }

    /// Calls the handler that is bound to a combination.
    ///
    /// @param nanos how long to wait for it at most
    /// @return its report; empty if the key goes to the pane
    Optional<DispatchReport> press(KeyCombo combo, long nanos) throws InterruptedException {
        boolean shown = shown();
        Bound bound = table.lookup(combo, owner -> shown && mayHaveKeys(owner)).orElse(null);
        if (bound == null || !(bound.binding().target() instanceof Target.Handler handler)) {
            return Optional.empty();
        }
        GuestRecipient recipient = bound.owner();
        if (recipient == null || recipient.refuses()) {
            return Optional.empty();
        }
        Sight heardWith = combo.needsPaneKeys() ? Sight.PANE_KEYS : Sight.FREE;
        FiredEvent event = FiredEvent.owned(KeybindingEvent.of(combo, handler), heardWith);
        Hook hook =
                bound.binding().source() instanceof Source.Guest(int id)
                        ? Hook.passing(id, handler.export())
                        : Hook.owned(handler.export());
        return Optional.of(dispatcher.call(event, recipient, hook, nanos));
    }

    private static boolean mayHaveKeys(GuestRecipient owner) {
        return owner.decide(PANE_KEYS) instanceof Decision.Allowed;
    }

    /// Whether what is typed is shown; a program without panes has no password prompts in them.
    private boolean shown() {
        return panes == null || panes.focused().map(Pane::echo).orElse(true);
    }
}
