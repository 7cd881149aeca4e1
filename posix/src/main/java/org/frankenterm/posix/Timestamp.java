package org.frankenterm.posix;

/// One time to set on a file.
public sealed interface Timestamp {
    /// As it is.
    record Keep() implements Timestamp {}

    /// The kernel's own present, which any writer may set.
    record Now() implements Timestamp {}

    /// A given time.
    ///
    /// @param nanos since 1970 in UTC, negative before
    record At(long nanos) implements Timestamp {}
}
