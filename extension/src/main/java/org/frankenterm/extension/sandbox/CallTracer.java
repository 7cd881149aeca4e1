package org.frankenterm.extension.sandbox;

import java.util.function.Consumer;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasmtime.GuestAbort;
import org.jspecify.annotations.Nullable;

/// Tells of host calls as they are made: to the log at debug, one line each, and to whoever asked
/// the host for them. Costs a comparison when nobody wants them. Guest thread.
final class CallTracer {
    private final Logger logger;
    private final @Nullable Consumer<AuditEntry> listener;

    CallTracer(Logger logger, @Nullable Consumer<AuditEntry> listener) {
        this.logger = logger;
        this.listener = listener;
    }

    boolean wanted() {
        return listener != null || logger.enabled(LogLevel.DEBUG);
    }

    /// @throws GuestAbort if the listener threw: it ends the guest's call
    void accept(AuditEntry entry) {
        if (listener != null) {
            tell(listener, entry);
        }
        if (logger.enabled(LogLevel.DEBUG)) {
            logger.log(LogLevel.DEBUG, line(entry));
        }
    }

    /// Says something that its user should see whoever listens.
    void warn(String reason) {
        logger.log(LogLevel.WARN, reason);
    }

    private static void tell(Consumer<AuditEntry> listener, AuditEntry entry) {
        try {
            listener.accept(entry);
        } catch (RuntimeException thrown) {
            throw new GuestAbort(
                    "the listener for host calls refused %s: %s"
                            .formatted(entry.function(), thrown.getMessage()));
        }
    }

    private static String line(AuditEntry entry) {
        StringBuilder line = new StringBuilder("call ").append(entry.call()).append(": ");
        line.append(entry.function()).append('(').append(entry.arguments()).append(") -> ");
        line.append(entry.result());
        if (entry.outcome() != AuditOutcome.OK) {
            line.append(entry.outcome() == AuditOutcome.DENIED ? " denied: " : " error: ");
            line.append(entry.reason());
        }
        if (entry.duration() != null) {
            line.append(", ").append(Quantity.duration(entry.duration()));
        }
        return line.toString();
    }
}
