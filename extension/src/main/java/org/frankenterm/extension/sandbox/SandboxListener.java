package org.frankenterm.extension.sandbox;

import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;

/// Hears from a sandbox what nobody asked it for. On any thread, the guest's as a rule; it waits
/// for nothing that a guest does.
public interface SandboxListener {
    /// A handler is about to be called that no event on the bus calls: a timer's. What may have
    /// changed for the extension meanwhile is put in force now.
    void waking();

    /// A handler has ended that no event on the bus called: a timer's.
    ///
    /// @param event that it was called with
    /// @param report how it ended
    void ended(Event event, HandlerReport report);

    /// The extension has failed for good. Once, until it is enabled again.
    ///
    /// @param notice for the user: why, and what to do
    void failed(String notice);
}
