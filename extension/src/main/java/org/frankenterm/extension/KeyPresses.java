package org.frankenterm.extension;

import java.util.Optional;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.Panes;
import org.frankenterm.extension.api.Panes.Pane;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.keybinding.Binding;
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
        Binding binding = table.lookup(combo, id -> shown && mayHaveKeys(id)).orElse(null);
        if (binding == null || !(binding.target() instanceof Target.Handler handler)) {
            return Optional.empty();
        }
        GuestRecipient recipient = table.owner(handler.extension()).orElse(null);
        if (recipient == null) {
            return Optional.empty();
        }
        FiredEvent event = FiredEvent.owned(KeybindingEvent.of(combo, handler));
        Hook hook =
                binding.source() instanceof Source.Guest(int id)
                        ? Hook.passing(id, handler.export())
                        : Hook.owned(handler.export());
        return Optional.of(dispatcher.call(event, recipient, hook, nanos));
    }

    private boolean mayHaveKeys(ExtensionId id) {
        return table.owner(id)
                .filter(guest -> guest.decide(PANE_KEYS) instanceof Decision.Allowed)
                .isPresent();
    }

    /// Whether what is typed is shown; a program without panes has no password prompts in them.
    private boolean shown() {
        return panes == null || panes.focused().map(Pane::echo).orElse(true);
    }
}
