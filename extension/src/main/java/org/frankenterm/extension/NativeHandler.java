package org.frankenterm.extension;

import org.frankenterm.extension.api.Event;

/// A handler of the program that the host is part of. Runs on a thread of its own, one event at a
/// time, beside the extensions, and is reported before them.
@FunctionalInterface
public interface NativeHandler {
    /// Handles an event. May not wait for another one to be fired ([ExtensionHost#fire] throws).
    ///
    /// @param event that was fired
    /// @throws Exception if it failed: the report says so, and nobody else notices
    void handle(Event event) throws Exception;
}
