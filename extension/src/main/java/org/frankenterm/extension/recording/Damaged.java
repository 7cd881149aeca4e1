package org.frankenterm.extension.recording;

/// A recording is not what a host writes.
public final class Damaged extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    /// Says where and why.
    ///
    /// @param message what is wrong, sanitised
    public Damaged(String message) {
        super(message);
    }
}
