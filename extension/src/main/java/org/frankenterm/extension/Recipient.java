package org.frankenterm.extension;

import java.util.List;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.sandbox.Drops;

/// Who hears events: an extension, or a handler of the program that the host is part of. Any
/// thread.
interface Recipient {
    /// Its name in reports.
    String name();

    /// Whether it may hear an event: none of those that it caused.
    boolean mayHear(Event event);

    /// Gives it an event, without waiting.
    ///
    /// @param hooks whose handlers are called, in this order
    /// @param listener hears of each of them
    /// @return for somebody who has waited a while: reports what nobody will report any more
    Runnable deliver(FiredEvent event, List<Hook> hooks, DeliveryListener listener);

    /// Counts an event that didn't reach it, or of which nothing came.
    void dropped(Drops.Why why);
}
