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
}
