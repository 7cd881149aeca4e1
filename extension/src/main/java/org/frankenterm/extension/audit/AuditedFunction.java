package org.frankenterm.extension.audit;

/// What the audit needs to know of a host function to tell of its calls later.
///
/// @param name such as `ft_log`
/// @param waits whether a call can wait for something; how long is then always measured
/// @param summary writes its arguments; never a secret: names and sizes, not values
public record AuditedFunction(String name, boolean waits, Summary summary) {
    /// What a summary sees of a call's text, in bytes of UTF-8; longer ones are cut on a character.
    public static final int TEXT_BYTES = 127;

    /// A summary that is always empty.
    public static final Summary NOTHING = (_, _, _) -> "";

    /// Writes what a call was about, from what was kept of it. Runs on the reader's thread.
    @FunctionalInterface
    public interface Summary {
        /// The text, unsanitised.
        ///
        /// @param first what the call noted as its first number
        /// @param second what it noted as its second
        /// @param text what it noted as bytes, sanitised; ends in `…` if it was cut
        String of(long first, long second, String text);
    }
}
