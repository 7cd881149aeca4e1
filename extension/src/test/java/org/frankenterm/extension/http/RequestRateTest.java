package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestRateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// Near the end of the scale, where it wraps.
    private static final long START = Long.MAX_VALUE - 30 * SECOND;

    private final RequestRate rate = new RequestRate();

    private int taken(long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += rate.take(now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void take_atOnce_aMinutesWorth() {
        assertThat(taken(START, 100)).isEqualTo(60);
        assertThat(taken(START + 59 * SECOND, 100)).isZero();
        assertThat(taken(START + 60 * SECOND, 100)).isEqualTo(60);
    }

    @Test
    void take_spread_neverMoreInAnyMinute() {
        for (int second = 0; second < 300; second++) {
            assertThat(taken(START + second * SECOND, 1)).isEqualTo(1);
        }
        assertThat(taken(START + 300 * SECOND, 10)).isEqualTo(1);
    }

    @Test
    void take_refused_doesNotCount() {
        taken(START, 1_000_000);

        assertThat(taken(START + 60 * SECOND, 60)).isEqualTo(60);
    }
}
