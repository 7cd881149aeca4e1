package org.frankenterm.extension.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.jspecify.annotations.Nullable;

/// What one extension hands over to the journal. Its own: who fills it holds up nobody else.
///
/// What is important goes into a queue, and nothing of it is ever dropped: whoever finds the feed
/// [#crowded] afterwards waits before doing more. What is routine is counted, and the counts are
/// taken about once a second, between calls of the guest.
///
/// [#put] is for any thread; calls and routine for the guest's; what takes, for the journal's.
public final class JournalFeed implements AutoCloseable {
    /// Records that wait before the guest does.
    static final int CAPACITY = 256;

    private final String version;
    private final Runnable wake;
    private final Queue<JournalRecord> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    /// The counts between calls. Null while the guest's thread has them, or nothing was counted.
    private final AtomicReference<@Nullable RoutineTally> resting = new AtomicReference<>();

    private @Nullable RoutineTally held;
    private volatile boolean closed;

    JournalFeed(String version, Runnable wake) {
        this.version = version;
        this.wake = wake;
    }

    String version() {
        return version;
    }

    void put(JournalRecord record) {
        queue.add(record);
        size.incrementAndGet();
        wake.run();
    }

    /// Whether more is waiting than should. Any thread.
    boolean crowded() {
        return size.get() > CAPACITY;
    }

    /// Begins a guest call.
    void beginCall(int functions) {
        RoutineTally tally = held == null ? resting.getAndSet(null) : held;
        held = tally == null ? new RoutineTally(functions) : tally;
        held.beginCall();
    }

    /// Ends it.
    void endCall() {
        RoutineTally tally = held;
        held = null;
        if (tally != null && !tally.isEmpty()) {
            resting.set(tally);
        }
    }

    /// Takes an important call.
    void important(AuditEntry entry) {
        put(JournalRecord.of(entry, ""));
    }

    /// Whether arguments of a routine call are wanted.
    boolean firstOf(int function) {
        return held != null && held.isFirst(function);
    }

    void first(int function, AuditEntry entry) {
        if (held != null) {
            held.first(function, entry);
        }
    }

    void routine(int function, AuditOutcome outcome) {
        if (held != null) {
            held.add(function, outcome);
        }
    }

    boolean isEmpty() {
        return size.get() == 0;
    }

    boolean hasRoutine() {
        return resting.get() != null;
    }

    @Nullable JournalRecord poll() {
        JournalRecord record = queue.poll();
        if (record != null) {
            size.decrementAndGet();
        }
        return record;
    }

    /// What was counted since the last time; empty also while the guest is at work.
    Optional<JournalRecord> takeRoutine(Instant now) {
        RoutineTally tally = resting.getAndSet(null);
        return tally == null ? Optional.empty() : tally.record(now);
    }

    boolean closed() {
        return closed;
    }

    /// Tells the journal that nothing follows. What was handed over is still written.
    @Override
    public void close() {
        closed = true;
        wake.run();
    }
}
