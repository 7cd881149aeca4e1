package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.posix.Answers.ok;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClocksTest {
    @ParameterizedTest
    @EnumSource
    void nanos_twice_neverBack(ClockId id) {
        long first = ok(Clocks.nanos(id));

        assertThat(first).isPositive();
        assertThat(ok(Clocks.nanos(id))).isGreaterThanOrEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void resolutionNanos_each_positive(ClockId id) {
        assertThat(ok(Clocks.resolutionNanos(id))).isPositive();
    }

    @Test
    void nanos_realtime_theTimeOfDay() {
        long before = Instant.now().getEpochSecond();

        assertThat(ok(Clocks.nanos(ClockId.REALTIME)) / 1_000_000_000)
                .isBetween(before, Instant.now().getEpochSecond() + 1);
    }

    @Test
    void nanos_processorTime_threadWithinProcess() {
        long thread = ok(Clocks.nanos(ClockId.THREAD_CPU));

        assertThat(ok(Clocks.nanos(ClockId.PROCESS_CPU))).isGreaterThanOrEqualTo(thread);
    }
}
