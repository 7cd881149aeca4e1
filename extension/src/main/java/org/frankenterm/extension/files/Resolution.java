package org.frankenterm.extension.files;

/// What looking up a granted path came to.
public sealed interface Resolution {
    /// Something that can be granted.
    record Found(PathGrant grant) implements Resolution {}

    /// Nothing is there yet.
    record Waiting() implements Resolution {}

    /// What is there can't be granted.
    ///
    /// @param why what it is, for a sentence such as "it is part of the operating system"
    /// @param canonical where the path leads; empty if that isn't known
    record Refused(String why, String canonical) implements Resolution {}
}
