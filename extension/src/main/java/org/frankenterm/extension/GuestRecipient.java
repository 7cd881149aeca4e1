package org.frankenterm.extension;

import java.util.List;
import java.util.Objects;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.sandbox.Drops;
import org.jspecify.annotations.Nullable;

/// An extension on the bus. It is there before the extension itself, whose guest registers hooks;
/// it has none before it is attached.
final class GuestRecipient implements Recipient {
    private final ExtensionId id;
    private volatile @Nullable Extension extension;

    GuestRecipient(ExtensionId id) {
        this.id = id;
    }

    void attach(Extension to) {
        extension = to;
    }

    /// The extension itself.
    Extension extension() {
        return Objects.requireNonNull(extension);
    }

    @Override
    public String name() {
        return id.name();
    }

    @Override
    public boolean mayHear(Event event) {
        return !event.causedBy().contains(id);
    }

    @Override
    public Runnable deliver(FiredEvent event, List<Hook> hooks, DeliveryListener listener) {
        return extension().deliver(event, hooks, listener)::look;
    }

    @Override
    public void dropped(Drops.Why why) {
        extension().dropped(why);
    }
}
