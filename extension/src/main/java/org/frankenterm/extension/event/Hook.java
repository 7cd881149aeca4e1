package org.frankenterm.extension.event;

/// A handler that hears events.
///
/// @param id its number among those of its subscriber, from 1; 0 for a handler that is called
///   without a hook, by a timer for instance
/// @param pattern which events
/// @param priority lower ones go first
/// @param listener what is called, and with which of them
/// @param lasting whether it lives as long as its subscriber, as one of a manifest does; one that
///   an instance registered goes with the instance
public record Hook(int id, EventPattern pattern, int priority, Listener listener, boolean lasting) {
    private static final EventPattern NONE = new EventPattern("");

    /// A handler that no event on the bus reaches: what a timer or a key of a manifest calls.
    public static Hook owned(String handler) {
        return new Hook(0, NONE, 0, Listener.of(handler), true);
    }

    /// The same for a keybinding that an instance registered.
    ///
    /// @param id of the keybinding
    public static Hook passing(int id, String handler) {
        return new Hook(id, NONE, 0, Listener.of(handler), false);
    }

    /// The name of what is called.
    public String handler() {
        return listener.handler();
    }

    /// Whether no event on the bus reaches it.
    public boolean owned() {
        return pattern.equals(NONE);
    }
}
