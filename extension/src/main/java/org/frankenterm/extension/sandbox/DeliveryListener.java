package org.frankenterm.extension.sandbox;

import org.frankenterm.extension.api.HandlerReport;

/// Hears what becomes of a delivery, handler by handler, each once. On any thread; for handlers
/// that were called, on the guest's. It doesn't wait for anything that a guest does.
public interface DeliveryListener {
    /// A handler has ended, or it is clear that it isn't called.
    ///
    /// @param index of the handler among the delivery's
    /// @param report how
    void ended(int index, HandlerReport report);

    /// The handlers that haven't ended do so later: nobody is to wait for them.
    void deferred();
}
