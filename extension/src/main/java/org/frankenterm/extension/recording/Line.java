package org.frankenterm.extension.recording;

import org.frankenterm.extension.api.LogLevel;

/// A line that a guest logged or printed.
///
/// @param text as it was written to the log
public record Line(LogLevel level, String text) {}
