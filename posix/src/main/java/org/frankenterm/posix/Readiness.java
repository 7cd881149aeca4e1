package org.frankenterm.posix;

/// What waiting found out about one descriptor; all false if nothing came of it.
///
/// @param readable whether a read won't wait; only if that was asked
/// @param writable whether a write won't wait; only if that was asked
/// @param hangup whether the other end is gone; what it wrote before can be read still
/// @param error whether it failed, or can't be waited for
/// @param bytes if readable, how many can be read at once at least; 0 if the kernel doesn't say
public record Readiness(
        boolean readable, boolean writable, boolean hangup, boolean error, long bytes) {}
