package org.frankenterm.extension.sandbox;

import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;

/// Hears from a sandbox what nobody asked it for. On any thread, the guest's as a rule; it waits
/// for nothing that a guest does.
public interface SandboxListener {
    /// The guest is about to run without an event that was fired just now: by a timer, when it is
    /// made anew by itself, or for an event that had to wait. What may have changed for the
    /// extension meanwhile is put in force now.
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
