package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.sandbox.Delivery;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.jspecify.annotations.Nullable;

/// An event for an extension that isn't loaded yet: it waits for it, then goes on into its mailbox.
final class Arrival {
    private final List<Hook> hooks;
    private final DeliveryListener listener;

    /// Changed while it waits, by whoever keeps it and under its lock.
    private FiredEvent event;

    private volatile @Nullable Delivery delivery;

    Arrival(FiredEvent event, List<Hook> hooks, DeliveryListener listener) {
        this.event = event;
        this.hooks = hooks;
        this.listener = listener;
    }

    /// Whether it can stand for an older one too.
    boolean replaces(Arrival older) {
        Optional<String> key = event.mergeKey();
        return key.isPresent() && key.equals(older.event.mergeKey()) && hooks.equals(older.hooks);
    }

    /// Stands for an older one too, from now on.
    void takeOver(Arrival older) {
        event = event.mergedWith(older.event);
    }

    /// Puts the event into the mailbox. Once.
    void handTo(Extension extension) {
        delivery = extension.deliver(event, hooks, listener);
    }

    /// Reports that nothing comes of it. Once, and in place of [#handTo].
    ///
    /// @param extension its name
    void skip(String extension, String why) {
        CallOutcome skipped = new CallOutcome.Skipped(why);
        for (int i = 0; i < hooks.size(); i++) {
            String handler = hooks.get(i).handler();
            listener.ended(i, HandlerReport.unmeasured(extension, handler, skipped));
        }
    }

    /// For somebody who has waited a while, as [Delivery#look] is. Loading ends by itself: the
    /// compiler's time is limited.
    void look() {
        Delivery handed = delivery;
        if (handed != null) {
            handed.look();
        }
    }
}
