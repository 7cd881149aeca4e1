package org.frankenterm.extension.api;

import java.time.Duration;

/// What one handler did with an event.
///
/// @param extension its name
/// @param handler the exported function
/// @param outcome how it ended
/// @param duration of the call, without loading
/// @param fuel used, about one unit an instruction
/// @param hostCalls how many functions of the host it called, WASI's included
/// @param deniedCalls how many of them were denied
public record HandlerReport(
        String extension,
        String handler,
        CallOutcome outcome,
        Duration duration,
        long fuel,
        long hostCalls,
        long deniedCalls) {}
