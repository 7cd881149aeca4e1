package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuestClocksTest {
    private static final int REALTIME = GuestClocks.REALTIME;
    private static final int MONOTONIC = GuestClocks.MONOTONIC;

    private final FakeTime time = new FakeTime();

    private GuestClocks clocks(Duration granularity) {
        return new GuestClocks(time.realtime(), time::monotonic, granularity);
    }

    @Test
    void read_coarse_roundedDown() {
        GuestClocks clocks = clocks(Duration.ofMillis(1));

        time.pass(1_999_999);

        assertThat(clocks.read(REALTIME)).isEqualTo(1_700_000_000_125_000_000L);
        assertThat(clocks.read(MONOTONIC)).isEqualTo(1_001_000_000L);
    }

    @Test
    void read_monotonicAtFirst_sameForAllAndNotZero() {
        GuestClocks first = clocks(Duration.ofMillis(1));
        time.pass(123_456_789);
        GuestClocks second = clocks(Duration.ofMillis(1));

        assertThat(second.read(MONOTONIC)).isEqualTo(1_000_000_000L);
        assertThat(first.read(MONOTONIC)).isEqualTo(1_123_000_000L);
    }

    @Test
    void read_fine_exact() {
        GuestClocks clocks = clocks(Duration.ofNanos(1));

        time.pass(1);

        assertThat(clocks.read(REALTIME)).isEqualTo(1_700_000_000_123_456_790L);
        assertThat(clocks.read(MONOTONIC)).isEqualTo(1_000_000_001L);
    }

    @Test
    void due_relative_guestMeasuresAtLeastThat() {
        GuestClocks clocks = clocks(Duration.ofMillis(1));
        time.pass(700_000);
        long before = clocks.read(MONOTONIC);

        long due = clocks.due(MONOTONIC, 5_500_000, false);
        time.pass(clocks.nanosUntil(MONOTONIC, due));

        assertThat(clocks.read(MONOTONIC) - before).isBetween(5_500_000L, 7_000_000L);
    }

    @Test
    void due_absolute_readableThen() {
        GuestClocks clocks = clocks(Duration.ofMillis(1));
        long moment = clocks.read(MONOTONIC) + 2_000_000;

        assertThat(clocks.due(MONOTONIC, moment, true)).isEqualTo(moment);
        assertThat(clocks.due(MONOTONIC, moment + 1, true)).isEqualTo(moment + 1_000_000);
    }

    @Test
    void due_relativeZeroBetweenSteps_now() {
        GuestClocks clocks = clocks(Duration.ofMillis(1));
        time.pass(1);

        for (int clock : new int[] {REALTIME, MONOTONIC}) {
            assertThat(clocks.nanosUntil(clock, clocks.due(clock, 0, false))).isZero();
        }
    }

    @Test
    void due_hugeTimeouts_saturate() {
        GuestClocks clocks = clocks(Duration.ofMillis(1));

        for (long timeout : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(clocks.due(MONOTONIC, timeout, false)).isEqualTo(Long.MAX_VALUE);
            assertThat(clocks.due(REALTIME, timeout, true)).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(clocks.nanosUntil(REALTIME, Long.MAX_VALUE)).isPositive();
    }

    @Test
    void nanosUntil_past_zeroOrLess() {
        GuestClocks clocks = clocks(Duration.ofMillis(1));

        assertThat(clocks.nanosUntil(REALTIME, clocks.due(REALTIME, 0, true))).isNegative();
    }
}
