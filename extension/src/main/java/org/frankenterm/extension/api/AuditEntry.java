package org.frankenterm.extension.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One call of a host function by a guest.
///
/// @param sequence from 1, without gaps, per extension
/// @param time when it was made
/// @param extension who made it
/// @param version the extension's
/// @param call which handler's call it was made in, from 1; 0 while the guest was started
/// @param event that the guest call handled; empty during entry
/// @param function the host function, such as `ft_log` or `fd_write`
/// @param arguments a summary of at most 256 code points, sanitised, without secrets
/// @param outcome how it ended
/// @param reason why it was denied or failed; empty if it was neither
/// @param result what the guest got back; for functions without a result 0
/// @param duration how long it took; null where it wasn't measured, because the function can't wait
public record AuditEntry(
        long sequence,
        Instant time,
        String extension,
        String version,
        long call,
        String event,
        String function,
        String arguments,
        AuditOutcome outcome,
        String reason,
        long result,
        @Nullable Duration duration) {

    /// How a host call ended.
    public enum AuditOutcome {
        /// It did what it was asked.
        OK,
        /// A permission was missing.
        DENIED,
        /// It failed, or the guest asked for something impossible.
        ERROR
    }
}
