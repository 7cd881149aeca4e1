package org.frankenterm.extension.event;

import java.util.OptionalInt;

/// One listener's hooks on the bus. Any thread.
public interface Subscriber extends AutoCloseable {
    /// How many hooks one listener may have.
    int MAX_HOOKS = 256;

    /// Adds a hook, behind those of the same priority.
    ///
    /// @param pattern which events
    /// @param priority lower ones go first
    /// @param listener what is called, and with which of them
    /// @param lasting whether it lives as long as the subscriber
    /// @return its number; empty if there are [#MAX_HOOKS] already, or this is closed
    OptionalInt register(EventPattern pattern, int priority, Listener listener, boolean lasting);

    /// The same for a handler that wants all of them.
    default OptionalInt register(
            EventPattern pattern, int priority, String handler, boolean lasting) {
        return register(pattern, priority, Listener.of(handler), lasting);
    }

    /// Removes a hook that isn't lasting. Events that are on their way to it reach it no more.
    ///
    /// @return false if there is none of this number
    boolean unregister(int id);

    /// Removes every hook that isn't lasting.
    void unregisterPassing();

    /// Removes every hook. Idempotent.
    @Override
    void close();
}
