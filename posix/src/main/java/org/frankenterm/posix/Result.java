package org.frankenterm.posix;

/// What a call gives that gives more than a number: the value, or why there is none.
///
/// @param <T> the value's type
public sealed interface Result<T> {
    /// The value.
    ///
    /// @param <T> its type
    /// @param value what was asked for; to be closed by the caller if it can be
    record Ok<T>(T value) implements Result<T> {}

    /// The reason.
    ///
    /// @param <T> the type of the value that is missing
    /// @param error what the kernel said
    record Failed<T>(ErrorNumber error) implements Result<T> {
        /// The reason, from what a call returned.
        ///
        /// @param result negative
        /// @param <T> the type of the value that is missing
        /// @return the failure
        static <T> Failed<T> of(long result) {
            return new Failed<>(ErrorNumber.of(result));
        }
    }
}
