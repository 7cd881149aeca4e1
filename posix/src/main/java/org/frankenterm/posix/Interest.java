package org.frankenterm.posix;

/// What is waited for on a descriptor. That its other end is gone, or that it failed, is always
/// reported.
///
/// @param fd the descriptor, the current thread's
/// @param read whether it shall have something to read, or be at its end
/// @param write whether it shall take something
public record Interest(Fd fd, boolean read, boolean write) {}
