package org.frankenterm.extension.permission;

/// The answer to an [AccessRequest].
public sealed interface Decision {
    /// It was requested and granted.
    record Allowed() implements Decision {}

    /// It was not.
    ///
    /// @param reason one sanitised line: what is missing, and what to change
    record Denied(String reason) implements Decision {}

    /// The one answer yes.
    Decision ALLOWED = new Allowed();
}
