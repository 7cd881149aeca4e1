package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -8, 3, 1023})
    void capacity_noPowerOfTwo_refused(int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AuditRing(capacity));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 8, 9, 15, 16, 100})
    void last_afterAnyNumber_theNewestInOrder(int count) {
        AuditRing ring = ring(8, count);

        long kept = Math.min(count, 7);
        assertThat(ring.total()).isEqualTo(count);
        assertThat(ring.last(Integer.MAX_VALUE))
                .extracting(AuditRing.Entry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(count - kept + 1, count).boxed().toList());
    }

    @Test
    void last_limited_theNewest() {
        assertThat(ring(8, 5).last(2))
                .extracting(AuditRing.Entry::sequence)
                .containsExactly(4L, 5L);
        assertThat(ring(8, 5).last(0)).isEmpty();
    }

    @Test
    void last_negative_refused() {
        AuditRing ring = ring(8, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ring.last(-1))
                .withMessage("can't list -1 calls");
    }

    @Test
    void append_extremes_comeBackAsTheyWere() {
        AuditRing ring = new AuditRing(2);
        CallRecord call = new CallRecord();
        call.beginGuestCall(Long.MAX_VALUE, "e");
        call.begin(Integer.MAX_VALUE, Long.MIN_VALUE);
        call.note(Long.MIN_VALUE, -1);
        call.note(new byte[] {1, -1});
        call.fail(AuditOutcome.ERROR, "r");
        call.result(Long.MIN_VALUE);
        call.duration(Long.MAX_VALUE);

        ring.append(7, Long.MIN_VALUE, call);

        AuditRing.Entry entry = ring.last(1).getFirst();
        assertThat(entry.sequence()).isEqualTo(7);
        assertThat(entry.time()).isEqualTo(Long.MIN_VALUE);
        assertThat(entry.call()).isEqualTo(Long.MAX_VALUE);
        assertThat(entry.function()).isEqualTo(Integer.MAX_VALUE);
        assertThat(entry.first()).isEqualTo(Long.MIN_VALUE);
        assertThat(entry.second()).isEqualTo(-1);
        assertThat(entry.text()).containsExactly(1, -1);
        assertThat(entry.outcome()).isEqualTo(AuditOutcome.ERROR);
        assertThat(entry.reason()).isEqualTo("r");
        assertThat(entry.event()).isEqualTo("e");
        assertThat(entry.result()).isEqualTo(Long.MIN_VALUE);
        assertThat(entry.durationNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void append_shorterTextAfterALonger_showsNothingOfIt() {
        AuditRing ring = new AuditRing(1 << 1);
        ring.append(1, 0, Calls.named("a long text"));
        ring.append(2, 0, Calls.named("x"));
        ring.append(3, 0, Calls.named("y"));

        assertThat(ring.last(1).getFirst().text()).containsExactly('y');
    }

    private static AuditRing ring(int capacity, int count) {
        AuditRing ring = new AuditRing(capacity);
        for (int i = 1; i <= count; i++) {
            ring.append(i, 0, Calls.counted(i, 0));
        }
        return ring;
    }
}
