package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static int taken(RateLimit limit, int tries, long now) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += limit.take(now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void take_burst_thenRefusedAndCounted() {
        RateLimit limit = new RateLimit(10, 5, 0);
        assertThat(taken(limit, 25, 0)).isEqualTo(10);
        assertThat(limit.takeRefused()).isEqualTo(15);
        assertThat(limit.takeRefused()).isZero();
    }

    @Test
    void take_afterASecond_asManyAsTheRate() {
        RateLimit limit = new RateLimit(10, 5, 0);
        taken(limit, 25, 0);
        assertThat(taken(limit, 25, SECOND)).isEqualTo(5);
    }

    @Test
    void take_afterAnHour_noMoreThanTheBurst() {
        RateLimit limit = new RateLimit(10, 5, 0);
        assertThat(taken(limit, 100, 3_600 * SECOND)).isEqualTo(10);
    }

    @Test
    void take_inSmallSteps_nothingLostToRounding() {
        RateLimit limit = new RateLimit(1, 4, 0);
        int taken = 0;
        for (int i = 1; i <= 1_000; i++) {
            taken += limit.take(i * SECOND / 100) ? 1 : 0;
        }
        assertThat(taken).isBetween(40, 41);
    }

    @Test
    void take_clockThatOverflows_goesOn() {
        long start = Long.MAX_VALUE - SECOND / 2;
        RateLimit limit = new RateLimit(2, 2, start);
        assertThat(taken(limit, 5, start)).isEqualTo(2);
        assertThat(taken(limit, 5, start + SECOND)).isEqualTo(2);
    }
}
