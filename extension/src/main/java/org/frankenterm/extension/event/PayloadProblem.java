package org.frankenterm.extension.event;

/// Something in a payload that its event's description doesn't have.
///
/// @param kind how bad it is
/// @param message one sanitised line, without a trailing period
public record PayloadProblem(Kind kind, String message) {
    /// How bad a problem is.
    public enum Kind {
        /// A field is missing or of another type: handlers will miss it.
        WRONG,
        /// A field that nobody knows: handlers don't see it.
        UNKNOWN
    }
}
