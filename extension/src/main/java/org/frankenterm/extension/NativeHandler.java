package org.frankenterm.extension;

import java.util.List;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.Event;

/// A handler of the program that the host is part of. Runs on a thread of its own, one event at a
/// time, beside the extensions, and is reported before them.
@FunctionalInterface
public interface NativeHandler {
    /// Handles an event. May not wait for another one to be fired ([ExtensionHost#fire] throws).
    ///
    /// @param event that was fired
    /// @return what the host is to do about it; trusted, so no permission is asked. An event is
    ///   fired if no more than eight led to it, one by way of the other
    /// @throws Exception if it failed: the report says so, and nobody else notices
    List<Action> handle(Event event) throws Exception;

    /// That something is registered with a host, until this is closed. Any thread.
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        /// Ends it. What is on its way may still arrive. Idempotent.
        @Override
        void close();
    }
}
