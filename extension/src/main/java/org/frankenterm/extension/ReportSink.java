package org.frankenterm.extension;

import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;

/// Takes each handler's report when its turn has come: when everything that goes before it has
/// ended, or is late. One report of an event at a time; those of different events at the same time.
/// On any thread, a guest's as a rule: it waits for nothing that a guest does.
@FunctionalInterface
interface ReportSink {
    /// A handler has ended.
    ///
    /// @param cause the event that it handled
    /// @param by whose it is
    /// @param report how
    void ended(Event cause, Recipient by, HandlerReport report);
}
