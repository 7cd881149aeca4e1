package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A writer as fast as it goes and a reader beside it: whatever the reader gets is one whole call.
class AuditRingHammerTest {
    private static final int CAPACITY = 8;
    private static final int WRITES = 400_000;

    private final AuditRing ring = new AuditRing(CAPACITY);
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final CountDownLatch reading = new CountDownLatch(1);

    @Test
    void reader_besideAWriter_neverSeesATornEntry() throws Exception {
        Thread writer = Thread.ofPlatform().start(this::write);
        try {
            long seen = 0;
            reading.countDown();
            do {
                List<AuditRing.Entry> entries = ring.last(CAPACITY);
                entries.forEach(AuditRingHammerTest::checkWhole);
                checkOrder(entries);
                seen += entries.size();
            } while (writing.get());
            ring.last(CAPACITY).forEach(AuditRingHammerTest::checkWhole);
            assertThat(seen).isPositive();
            assertThat(ring.last(CAPACITY)).hasSize(CAPACITY - 1);
        } finally {
            writer.join();
        }
    }

    /// Every part of a call tells its number.
    private void write() {
        try {
            reading.await();
            CallRecord call = new CallRecord();
            byte[][] texts = new byte[128][];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = new byte[i];
                Arrays.fill(texts[i], (byte) i);
            }
            String[] events = new String[128];
            Arrays.setAll(events, Integer::toString);
            for (int i = 1; i <= WRITES; i++) {
                call.beginGuestCall(i, events[i & 127]);
                call.begin(i, i);
                call.note(i, i);
                call.note(texts[i & 127]);
                call.result(i);
                call.duration(i);
                ring.append(i, i, call);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            writing.set(false);
        }
    }

    private static void checkWhole(AuditRing.Entry entry) {
        long number = entry.sequence();
        byte[] text = new byte[(int) (number & 127)];
        Arrays.fill(text, (byte) (number & 127));
        assertThat(
                        List.of(
                                entry.time(),
                                entry.durationNanos(),
                                entry.call(),
                                (long) entry.function(),
                                entry.result(),
                                entry.first(),
                                entry.second()))
                .containsOnly(number);
        assertThat(entry.text()).isEqualTo(text);
        assertThat(entry.event()).isEqualTo(Long.toString(number & 127));
    }

    private static void checkOrder(List<AuditRing.Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            assertThat(entries.get(i).sequence()).isEqualTo(entries.get(i - 1).sequence() + 1);
        }
    }
}
