package org.frankenterm.extension.recording;

/// What a guest call is for.
public enum Stage {
    /// Making the instance, its start function included.
    INSTANTIATION,
    /// `_initialize` or `_start`.
    ENTRY,
    /// A handler.
    HANDLER
}
