package org.frankenterm.extension.api;

/// What becomes of the actions of a handler that ends after whoever fired the event stopped
/// waiting.
public enum LateActions {
    /// They are applied when it ends, as those of any other.
    APPLY,
    /// They are dropped and counted.
    DROP
}
