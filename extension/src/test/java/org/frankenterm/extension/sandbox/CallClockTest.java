package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallClockTest {
    @Test
    void overdue_betweenCalls_never() {
        CallClock clock = new CallClock(Duration.ofNanos(1));
        assertThat(clock.overdue(Long.MAX_VALUE, 0)).isFalse();
        clock.begin();
        clock.idle();
        assertThat(clock.overdue(Long.MAX_VALUE, 0)).isFalse();
    }

    @Test
    void overdue_pastDeadlineAndGrace_true() {
        CallClock clock = new CallClock(Duration.ofSeconds(1));
        long deadline = clock.begin();
        assertThat(clock.overdue(deadline, 0)).isFalse();
        assertThat(clock.overdue(deadline + 50, 50)).isFalse();
        assertThat(clock.overdue(deadline + 51, 50)).isTrue();
    }

    @Test
    void begin_limitOfAges_deadlineFarAhead() {
        CallClock clock = new CallClock(Duration.ofSeconds(Long.MAX_VALUE));
        long before = System.nanoTime();
        assertThat(clock.begin() - before).isGreaterThan(Duration.ofDays(10_000).toNanos());
        assertThat(clock.overdue(System.nanoTime(), 0)).isFalse();
    }

    @Test
    void elapsedNanos_afterBegin_notNegative() {
        CallClock clock = new CallClock(Duration.ofSeconds(1));
        clock.begin();
        assertThat(clock.elapsedNanos()).isNotNegative();
    }
}
