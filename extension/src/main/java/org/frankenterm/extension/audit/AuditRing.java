package org.frankenterm.extension.audit;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.jspecify.annotations.Nullable;

/// The last calls of one guest, as numbers and raw bytes: writing one allocates nothing.
///
/// One thread writes, any thread reads. A reader copies an entry and then looks how far the writer
/// has come: an entry that may have been overwritten meanwhile is left out, so nobody waits for
/// anybody. As in a sequence lock, the copies themselves are racy and the fences around them make
/// the second look tell the truth.
final class AuditRing {
    /// Bytes of text kept of one call, one more than is shown, which tells that there was more.
    static final int TEXT_BYTES = AuditedFunction.TEXT_BYTES + 1;

    private static final int WORDS = 8;

    private static final List<AuditOutcome> OUTCOMES =
            List.of(AuditOutcome.OK, AuditOutcome.DENIED, AuditOutcome.ERROR);

    private final int capacity;
    private final long[] words;
    private final byte[] texts;
    private final @Nullable String[] reasons;
    private final @Nullable String[] events;
    private final AtomicLong written = new AtomicLong();

    /// @param capacity how many calls, a power of two
    AuditRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("a ring's capacity is a power of two");
        }
        this.capacity = capacity;
        words = new long[capacity * WORDS];
        texts = new byte[capacity * TEXT_BYTES];
        reasons = new @Nullable String[capacity];
        events = new @Nullable String[capacity];
    }

    /// Writes one call. One thread.
    ///
    /// @param sequence its number in the trail
    /// @param time when it began, in nanoseconds since 1970
    void append(long sequence, long time, CallRecord call) {
        long position = written.getPlain();
        int slot = (int) (position & (capacity - 1));
        int at = slot * WORDS;
        int length = Math.min(call.textLength, TEXT_BYTES);
        // whoever sees a byte of this entry sees that the one before it was published
        VarHandle.storeStoreFence();
        words[at] = sequence;
        words[at + 1] = time;
        words[at + 2] = call.durationNanos;
        words[at + 3] = call.call;
        words[at + 4] = (long) call.function << 32 | (long) code(call.outcome) << 16 | length;
        words[at + 5] = call.result;
        words[at + 6] = call.first;
        words[at + 7] = call.second;
        if (length > 0) {
            System.arraycopy(call.text, 0, texts, slot * TEXT_BYTES, length);
        }
        put(reasons, slot, call.reason);
        put(events, slot, call.event);
        written.setRelease(position + 1);
    }

    /// Most calls have the reason and the event of the one they overwrite, and a collector's write
    /// barrier costs more than the look.
    private static void put(@Nullable String[] texts, int slot, String text) {
        if (!text.equals(texts[slot])) {
            texts[slot] = text;
        }
    }

    private static int code(AuditOutcome outcome) {
        return switch (outcome) {
            case OK -> 0;
            case DENIED -> 1;
            case ERROR -> 2;
        };
    }

    /// How many calls were ever written.
    long total() {
        return written.getAcquire();
    }

    /// The last calls, oldest first, at most `limit` and at most the capacity less one: the slot
    /// that is written next is never read.
    ///
    /// @throws IllegalArgumentException if the limit is negative
    List<Entry> last(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("can't list " + limit + " calls");
        }
        long end = written.getAcquire();
        long begin = Math.max(0, end - Math.min(limit, capacity - 1));
        List<Entry> copies = new ArrayList<>((int) (end - begin));
        for (long position = begin; position < end; position++) {
            Entry copy = copy((int) (position & (capacity - 1)));
            // the copy is read before the writer's progress is
            VarHandle.loadLoadFence();
            if (written.getAcquire() - position < capacity) {
                copies.add(copy);
            } else {
                // overwritten meanwhile: what came before it would stand beside a hole
                copies.clear();
            }
        }
        return copies;
    }

    private Entry copy(int slot) {
        int at = slot * WORDS;
        long packed = words[at + 4];
        int length = (int) (packed & 0xffff);
        int text = slot * TEXT_BYTES;
        return new Entry(
                Arrays.copyOfRange(words, at, at + WORDS),
                (int) (packed >> 32),
                OUTCOMES.get((int) (packed >> 16 & 0xff)),
                Arrays.copyOfRange(texts, text, text + length),
                textAt(reasons, slot),
                textAt(events, slot));
    }

    private static String textAt(@Nullable String[] texts, int slot) {
        String text = texts[slot];
        return text == null ? "" : text;
    }

    /// A copied call.
    @SuppressWarnings("ArrayRecordComponent") // lives for one decoding, never compared
    record Entry(
            long[] words,
            int function,
            AuditOutcome outcome,
            byte[] text,
            String reason,
            String event) {
        long sequence() {
            return words[0];
        }

        long time() {
            return words[1];
        }

        long durationNanos() {
            return words[2];
        }

        long call() {
            return words[3];
        }

        long result() {
            return words[5];
        }

        long first() {
            return words[6];
        }

        long second() {
            return words[7];
        }
    }
}
