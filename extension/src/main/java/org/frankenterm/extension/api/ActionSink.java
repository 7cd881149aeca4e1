package org.frankenterm.extension.api;

/// Carries out what extensions ask for. Called on guests' threads and by whoever fires events, by
/// several at a time; it may not wait for an event that it fires.
@FunctionalInterface
public interface ActionSink {
    /// Carries out one action, whose permission was checked again just before. Notices don't come
    /// here but to the [Notifier]; a [Action.Custom] is fired by the host itself and comes here to
    /// be known.
    ///
    /// @param extension who asks
    /// @param action what for; what this throws is logged, and the next action follows
    void apply(String extension, Action action);
}
