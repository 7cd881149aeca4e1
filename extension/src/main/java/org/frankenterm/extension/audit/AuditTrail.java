package org.frankenterm.extension.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditOutcome;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// The calls of one extension: the last 1,023 of all and, in a ring of their own that no flood of
/// allowed calls rotates, the last 255 that were denied.
///
/// Its guest's thread writes, any thread reads.
public final class AuditTrail {
    private static final int CALLS = 1024;
    private static final int DENIALS = 256;

    private static final int SUMMARY_CODE_POINTS = 256;

    private final String extension;
    private final List<AuditedFunction> functions;
    private final AuditRing calls = new AuditRing(CALLS);
    private final AuditRing denials = new AuditRing(DENIALS);
    private final Instant anchor;
    private final long anchorNanos;
    private long sequence;

    /// An empty trail.
    ///
    /// @param extension whose calls
    /// @param functions what its calls' indexes mean
    /// @param clock tells the time now, from which that of every call is derived
    public AuditTrail(String extension, List<AuditedFunction> functions, InstantSource clock) {
        this.extension = extension;
        this.functions = List.copyOf(functions);
        this.anchor = clock.instant();
        this.anchorNanos = System.nanoTime();
    }

    /// Writes one call. Guest thread.
    public void append(CallRecord call) {
        sequence++;
        calls.append(sequence, call);
        if (call.outcome == AuditOutcome.DENIED) {
            denials.append(sequence, call);
        }
    }

    /// The last calls, oldest first.
    public List<AuditEntry> recent(int limit) {
        return decode(calls.last(limit));
    }

    /// The last denied calls, oldest first.
    public List<AuditEntry> denied(int limit) {
        return decode(denials.last(limit));
    }

    /// How many calls were ever made.
    public long total() {
        return calls.total();
    }

    /// How many of them were denied.
    public long totalDenied() {
        return denials.total();
    }

    /// The call just written, for somebody who follows. Guest thread.
    public AuditEntry latest() {
        return recent(1).getFirst();
    }

    private List<AuditEntry> decode(List<AuditRing.Entry> raw) {
        List<AuditEntry> entries = new ArrayList<>(raw.size());
        for (AuditRing.Entry entry : raw) {
            entries.add(decode(entry));
        }
        return List.copyOf(entries);
    }

    private AuditEntry decode(AuditRing.Entry entry) {
        AuditedFunction function = functions.get(entry.function());
        String arguments = function.summary().of(entry.first(), entry.second(), entry.text());
        return new AuditEntry(
                entry.sequence(),
                anchor.plusNanos(entry.startNanos() - anchorNanos),
                extension,
                entry.call(),
                Sanitizer.line(entry.event()),
                function.name(),
                Sanitizer.line(arguments, SUMMARY_CODE_POINTS),
                entry.outcome(),
                entry.reason(),
                entry.result(),
                duration(entry.durationNanos()));
    }

    private static @Nullable Duration duration(long nanos) {
        return nanos == CallRecord.UNMEASURED ? null : Duration.ofNanos(nanos);
    }
}
