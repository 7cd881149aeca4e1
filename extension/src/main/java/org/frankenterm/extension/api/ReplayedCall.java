package org.frankenterm.extension.api;

/// A guest call that was replayed.
///
/// @param number of the call in its recording, from 1; starts of instances count
/// @param event that was handled; empty for a start that failed
/// @param report what the handler did, compared with the recording already; a start that failed is
///   reported under the name of its function, `start` if it has none
public record ReplayedCall(long number, String event, HandlerReport report) {}
