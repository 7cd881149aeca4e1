package org.frankenterm.extension.event;

/// A handler that a hook gives events to.
///
/// @param handler the exported function
/// @param filter which of the events
public record Listener(String handler, HookFilter filter) {
    /// A handler that gets all of them.
    public static Listener of(String handler) {
        return new Listener(handler, HookFilter.ALL);
    }
}
