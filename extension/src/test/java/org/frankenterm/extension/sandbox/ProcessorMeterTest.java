package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.frankenterm.extension.api.DispatchPolicy.ProcessorShare;
import org.junit.jupiter.api.Test;

/// A fifth of a core over ten seconds: two seconds. Both clocks are numbers that the test sets.
class ProcessorMeterTest {
    private static final long SECOND = 1_000_000_000;

    private final ProcessorMeter meter = new ProcessorMeter(ProcessorShare.DEFAULT, 7, 100);
    private long used = 100;

    private void uses(long at, double seconds) {
        used += (long) (seconds * SECOND);
        meter.add(7 + at * SECOND, used);
    }

    private boolean over(long at) {
        return meter.over(7 + at * SECOND);
    }

    private boolean rested(long at) {
        return meter.rested(7 + at * SECOND);
    }

    @Test
    void used_belowTheShare_notOver() {
        for (int i = 0; i < 100; i++) {
            uses(i, 0.19);
            assertThat(over(i)).isFalse();
        }
    }

    @Test
    void used_allTheTime_overAfterTheShare() {
        uses(1, 1);
        assertThat(over(1)).isFalse();
        uses(2, 1);
        assertThat(over(2)).isFalse(); // exactly the share
        uses(3, 0.5);
        assertThat(over(3)).isTrue();
        assertThat(meter.usedNanos(7 + 3 * SECOND)).isEqualTo(5 * SECOND / 2);
    }

    @Test
    void rested_afterMore_whenItIsDownToHalf() {
        uses(1, 1.5);
        uses(2, 0.75);
        uses(3, 0.25);
        assertThat(over(3)).isTrue();
        assertThat(rested(10)).isFalse();
        assertThat(rested(11)).isTrue(); // 1 s is left, half of the share
    }

    @Test
    void used_longAgo_forgotten() {
        uses(1, 9);
        assertThat(over(1)).isTrue();
        assertThat(over(1_000_000)).isFalse();
        assertThat(rested(1_000_000)).isTrue();
    }

    @Test
    void share_all_neverOver() {
        ProcessorMeter all = new ProcessorMeter(ProcessorShare.ALL, 0, 0);
        all.add(SECOND, 100 * SECOND);
        assertThat(all.watched()).isFalse();
        assertThat(all.over(SECOND)).isFalse();
    }

    @Test
    void nextPart_anyTime_withinATenth() {
        assertThat(meter.nanosToNextPart(7)).isEqualTo(SECOND);
        assertThat(meter.nanosToNextPart(7 + SECOND / 4)).isEqualTo(3 * SECOND / 4);
        ProcessorMeter quick =
                new ProcessorMeter(new ProcessorShare(50, Duration.ofMillis(100)), 0, 0);
        assertThat(quick.nanosToNextPart(0)).isEqualTo(10_000_000);
    }
}
