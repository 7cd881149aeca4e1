package org.frankenterm.extension.api;

import java.util.List;

/// What all handlers of an event did, in the order they are registered in.
///
/// @param event that was fired
/// @param handlers one report each; empty if nobody listens
public record DispatchReport(Event event, List<HandlerReport> handlers) {
    /// Copies the list.
    public DispatchReport {
        handlers = List.copyOf(handlers);
    }

    /// Whether every handler did what it was asked.
    ///
    /// @return true if all completed, also if there are none
    public boolean completed() {
        return handlers.stream().allMatch(report -> report.outcome().completed());
    }
}
