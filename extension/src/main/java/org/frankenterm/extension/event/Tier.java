package org.frankenterm.extension.event;

/// Who comes first, whatever priorities say.
public enum Tier {
    /// Handlers of the program that the host is part of.
    NATIVE,
    /// Handlers of extensions.
    WASM
}
