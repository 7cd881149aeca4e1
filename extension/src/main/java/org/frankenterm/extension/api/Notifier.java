package org.frankenterm.extension.api;

/// Shows notices to the user. Called on guests' threads and by whoever fires events, by several at
/// a time; it may not wait for an event that it fires.
@FunctionalInterface
public interface Notifier {
    /// Shows one notice. Both texts are single lines that may be written to a terminal as they are.
    ///
    /// @param extension whose it is
    /// @param title begins with the extension's name
    /// @param body may be empty
    void show(String extension, String title, String body);
}
