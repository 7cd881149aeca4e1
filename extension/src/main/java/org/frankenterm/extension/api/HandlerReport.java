package org.frankenterm.extension.api;

import java.time.Duration;
import java.util.List;

/// What one handler did with an event.
///
/// @param extension its name
/// @param handler the exported function
/// @param outcome how it ended
/// @param duration of the call, without loading
/// @param fuel used, about one unit an instruction
/// @param hostCalls how many functions of the host it called, WASI's included
/// @param deniedCalls how many of them were denied
/// @param actions what it asked the host to do, in order; none unless it completed
/// @param discardedActions how many it had asked for before it ended otherwise
public record HandlerReport(
        String extension,
        String handler,
        CallOutcome outcome,
        Duration duration,
        long fuel,
        long hostCalls,
        long deniedCalls,
        List<Action> actions,
        int discardedActions) {
    /// Copies the list.
    public HandlerReport {
        actions = List.copyOf(actions);
    }

    /// The report of a handler of which nothing is known but how it ended: it was not called, or
    /// nobody could ask it.
    ///
    /// @param extension its name
    /// @param handler the exported function
    /// @param outcome how it ended
    /// @return a report without any figures
    public static HandlerReport unmeasured(String extension, String handler, CallOutcome outcome) {
        return new HandlerReport(extension, handler, outcome, Duration.ZERO, 0, 0, 0, List.of(), 0);
    }
}
