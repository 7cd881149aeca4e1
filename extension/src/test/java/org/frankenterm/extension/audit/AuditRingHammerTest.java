package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A writer as fast as it goes and a reader beside it: whatever the reader gets is whole calls, one
/// after the other. Without the second look at the writer's progress, or the clearing after a gap,
/// this fails at once.
class AuditRingHammerTest {
    private static final int CAPACITY = 16;
    private static final int READS = 50_000;

    /// Texts of different lengths, so that a torn one shows.
    private static final int KINDS = 64;

    private static final byte[][] TEXTS = new byte[KINDS][];
    private static final String[] EVENTS = new String[KINDS];

    static {
        for (int i = 0; i < KINDS; i++) {
            TEXTS[i] = new byte[i];
            Arrays.fill(TEXTS[i], (byte) i);
            EVENTS[i] = Integer.toString(i);
        }
    }

    private final AuditRing ring = new AuditRing(CAPACITY);
    private final AtomicBoolean writing = new AtomicBoolean(true);

    @Test
    void reader_besideAWriter_neverSeesATornEntryOrAGap() throws Exception {
        Thread writer = Thread.ofPlatform().start(this::write);
        try {
            for (int i = 0; i < READS; i++) {
                check(ring.last(CAPACITY));
            }
        } finally {
            writing.set(false);
            writer.join();
        }
        List<AuditRing.Entry> rest = ring.last(CAPACITY);
        check(rest);
        assertThat(rest).hasSize(CAPACITY - 1);
        assertThat(rest.getLast().sequence()).isEqualTo(ring.total());
    }

    /// Every part of a call tells its number.
    private void write() {
        CallRecord call = new CallRecord();
        for (int i = 1; writing.get() || i < CAPACITY; i++) {
            int kind = i % KINDS;
            call.beginGuestCall(i, EVENTS[kind]);
            call.begin(i, i);
            call.note(i, i);
            call.note(TEXTS[kind]);
            call.result(i);
            call.duration(i);
            ring.append(i, i, call);
        }
    }

    private static void check(List<AuditRing.Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            AuditRing.Entry entry = entries.get(i);
            long number = entry.sequence();
            if (!whole(entry, number) || number != entries.getFirst().sequence() + i) {
                throw new AssertionError(i + ". of " + describe(entries));
            }
        }
    }

    private static boolean whole(AuditRing.Entry entry, long number) {
        int kind = (int) (number % KINDS);
        return entry.time() == number
                && entry.durationNanos() == number
                && entry.call() == number
                && entry.function() == number
                && entry.result() == number
                && entry.first() == number
                && entry.second() == number
                && Arrays.equals(entry.text(), TEXTS[kind])
                && entry.event().equals(EVENTS[kind]);
    }

    private static String describe(List<AuditRing.Entry> entries) {
        return entries.stream()
                .map(e -> Arrays.toString(e.words()) + Arrays.toString(e.text()) + e.event())
                .toList()
                .toString();
    }
}
