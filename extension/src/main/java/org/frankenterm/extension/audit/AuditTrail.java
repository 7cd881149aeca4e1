package org.frankenterm.extension.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    /// How long a reading of the clock serves: a clock that is set, or a machine that sleeps while
    /// [System#nanoTime] stands still, is noticed by the next call after it.
    private static final long ANCHOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String extension;
    private final String version;
    private final List<AuditedFunction> functions;
    private final AuditRing calls = new AuditRing(CALLS);
    private final AuditRing denials = new AuditRing(DENIALS);
    private final InstantSource clock;
    private long anchorTime;
    private long anchorNanos;
    private long sequence;

    /// An empty trail.
    ///
    /// @param extension whose calls
    /// @param version of it
    /// @param functions what its calls' indexes mean
    /// @param clock tells the time, from which that of the calls that follow is derived
    public AuditTrail(
            String extension,
            String version,
            List<AuditedFunction> functions,
            InstantSource clock) {
        this.extension = extension;
        this.version = version;
        this.functions = List.copyOf(functions);
        this.clock = clock;
        anchor();
    }

    private void anchor() {
        anchorTime = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        anchorNanos = System.nanoTime();
    }

    /// Writes one call. Guest thread.
    public void append(CallRecord call) {
        if (call.startNanos - anchorNanos > ANCHOR_NANOS) {
            anchor();
        }
        long time = anchorTime + (call.startNanos - anchorNanos);
        sequence++;
        calls.append(sequence, time, call);
        if (call.outcome == AuditOutcome.DENIED) {
            denials.append(sequence, time, call);
        }
    }

    /// The last calls, oldest first.
    ///
    /// @param limit how many at most, 0 or more
    public List<AuditEntry> recent(int limit) {
        return decode(calls.last(limit));
    }

    /// The last denied calls, oldest first.
    ///
    /// @param limit how many at most, 0 or more
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
        byte[] text = entry.text();
        String shown = Sanitizer.decode(text, 0, text.length, AuditedFunction.TEXT_BYTES);
        String arguments = function.summary().of(entry.first(), entry.second(), shown);
        return new AuditEntry(
                entry.sequence(),
                Instant.EPOCH.plusNanos(entry.time()),
                extension,
                version,
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
