package org.frankenterm.extension.audit;

import java.time.Duration;
import java.time.Instant;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/// One record of the audit on disk.
///
/// @param time when it happened, or of several the last
/// @param extension about whom; [#HOST] for the process itself
/// @param kind what it tells of
/// @param process which process wrote it, `<pid>-<random>`
/// @param version the extension's; empty where it doesn't matter
/// @param call which handler's call, from 1; 0 while the guest was started and for life cycles
/// @param event that the call handled; empty if none
/// @param function the host function; of a life cycle what happened, such as `loaded`; of routine
///   calls to several functions how many
/// @param arguments a summary of at most 256 code points, sanitised, without secrets
/// @param outcome how it ended
/// @param reason why it was denied or failed; empty if it was neither
/// @param duration how long it took; null where it wasn't measured
/// @param folded how many calls it stands for, at least 1
public record JournalRecord(
        Instant time,
        String extension,
        RecordKind kind,
        String process,
        String version,
        long call,
        String event,
        String function,
        String arguments,
        AuditOutcome outcome,
        String reason,
        @Nullable Duration duration,
        long folded) {
    /// In the place of an extension's name; no extension may be called that.
    public static final String HOST = "host";

    static JournalRecord of(AuditEntry entry, String process) {
        return new JournalRecord(
                entry.time(),
                entry.extension(),
                entry.outcome() == AuditOutcome.DENIED ? RecordKind.DENIED : RecordKind.CALL,
                process,
                entry.version(),
                entry.call(),
                entry.event(),
                entry.function(),
                entry.arguments(),
                entry.outcome(),
                entry.reason(),
                entry.duration(),
                1);
    }

    static JournalRecord lifecycle(Instant time, String extension, String what, String details) {
        return new JournalRecord(
                time,
                extension,
                RecordKind.LIFECYCLE,
                "",
                "",
                0,
                "",
                what,
                details,
                AuditOutcome.OK,
                "",
                null,
                1);
    }

    JournalRecord in(String writer, String of) {
        return new JournalRecord(
                time, extension, kind, writer, of, call, event, function, arguments, outcome,
                reason, duration, folded);
    }

    /// This record for programs.
    ///
    /// @return a JSON object in printable ASCII, as it is on disk but for its place in the chain
    public String toJson() {
        return JournalLine.fields(new JsonWriter().object(), this).end().toString();
    }

    /// The same, standing for several.
    JournalRecord times(long count, Instant last) {
        return new JournalRecord(
                last, extension, kind, process, version, call, event, function, arguments, outcome,
                reason, duration, count);
    }

    /// Whether it says the same of another moment.
    boolean repeats(JournalRecord other) {
        return kind == other.kind
                && function.equals(other.function)
                && arguments.equals(other.arguments)
                && reason.equals(other.reason)
                && event.equals(other.event)
                && outcome == other.outcome;
    }
}
