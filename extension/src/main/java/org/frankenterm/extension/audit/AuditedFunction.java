package org.frankenterm.extension.audit;

/// What the audit needs to know of a host function to tell of its calls later.
///
/// @param name such as `ft_log`
/// @param summary writes its arguments; never a secret: names and sizes, not values
public record AuditedFunction(String name, Summary summary) {
    /// A summary that is always empty.
    public static final Summary NOTHING = (_, _, _) -> "";

    /// Writes what a call was about, from what was kept of it. Runs on the reader's thread.
    @FunctionalInterface
    public interface Summary {
        /// The text, unsanitised.
        ///
        /// @param first what the call noted as its first number
        /// @param second what it noted as its second
        /// @param text the bytes it noted, cut at [AuditRing#TEXT_BYTES]
        String of(long first, long second, byte[] text);
    }
}
