package org.frankenterm.extension.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// The calls of one extension: the last 1,023 of all and, in a ring of their own that no flood of
/// allowed calls rotates, the last 255 that were denied.
///
/// Its guest's thread writes, any thread reads.
public final class AuditTrail implements AutoCloseable {
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
    private final @Nullable JournalFeed feed;
    private final boolean[] routine;
    private long anchorTime;
    private long anchorNanos;
    private long sequence;

    /// An empty trail that is in memory only.
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
        this(extension, version, functions, clock, null);
    }

    /// An empty trail.
    ///
    /// @param extension whose calls
    /// @param version of it
    /// @param functions what its calls' indexes mean
    /// @param clock tells the time, from which that of the calls that follow is derived
    /// @param feed takes them to the audit on disk; null if there is none
    public AuditTrail(
            String extension,
            String version,
            List<AuditedFunction> functions,
            InstantSource clock,
            @Nullable JournalFeed feed) {
        this.extension = extension;
        this.version = version;
        this.functions = List.copyOf(functions);
        this.clock = clock;
        this.feed = feed;
        this.routine = new boolean[functions.size()];
        for (int i = 0; i < routine.length; i++) {
            routine[i] = Routine.covers(functions.get(i).name());
        }
        anchor();
    }

    private void anchor() {
        anchorTime = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        anchorNanos = System.nanoTime();
    }

    /// Whose calls they are.
    public String extension() {
        return extension;
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
        if (feed != null) {
            handOver(feed, call);
        }
    }

    private void handOver(JournalFeed to, CallRecord call) {
        if (!routine[call.function] || call.outcome == AuditOutcome.DENIED) {
            to.important(latest());
            return;
        }
        if (to.firstOf(call.function)) {
            to.first(call.function, latest());
        }
        to.routine(call.function, call.outcome);
    }

    /// Begins a guest call: its routine is counted. Guest thread.
    public void beginCall() {
        if (feed != null) {
            feed.beginCall(routine.length);
        }
    }

    /// Ends it. Guest thread.
    public void endCall() {
        if (feed != null) {
            feed.endCall();
        }
    }

    /// Whether the disk is behind: the guest does nothing more before it has caught up.
    public boolean crowded() {
        return feed != null && feed.crowded();
    }

    /// Records on disk what happened to the extension or its instance. Any thread.
    ///
    /// @param what a few words
    /// @param details names and sizes, no secrets
    public void lifecycle(String what, String details) {
        if (feed != null) {
            feed.put(
                    JournalRecord.lifecycle(
                            clock.instant(),
                            extension,
                            what,
                            Sanitizer.line(details, SUMMARY_CODE_POINTS)));
        }
    }

    /// Nothing follows. Any thread.
    @Override
    public void close() {
        if (feed != null) {
            feed.close();
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
