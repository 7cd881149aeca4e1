package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureHistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static FailureHistory after(long... seconds) {
        FailureHistory history = FailureHistory.NONE;
        for (long second : seconds) {
            history = history.plus(NOON.plusSeconds(second), "it trapped at " + second);
        }
        return history;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 2, true",
        "0, 0, 0, true",
        "0, 30, 59, true",
        "0, 1, 60, false",
        "0, 30, 89, false",
        "0, 60, 120, false",
        "2, 1, 0, true",
        "0, 3600, 3601, false",
        "3600, 0, 1, false",
    })
    void plus_three_failedIfTheyAreWithinAMinute(long a, long b, long c, boolean failed) {
        assertThat(after(a, b, c).failed()).isEqualTo(failed);
    }

    @Test
    void plus_third_itsReasonIsTheReason() {
        assertThat(after(0, 1).reason()).isEmpty();
        assertThat(after(0, 1, 2).reason()).isEqualTo("it trapped at 2");
    }

    @Test
    void plus_failedAlready_staysSoForTheFirstReason() {
        FailureHistory history = after(0, 1, 2, 3, 10_000);
        assertThat(history.failed()).isTrue();
        assertThat(history.reason()).isEqualTo("it trapped at 2");
    }

    @Test
    void plus_many_threeAreKept() {
        assertThat(after(0, 1, 2, 3, 4, 5).recent())
                .containsExactly(NOON.plusSeconds(3), NOON.plusSeconds(4), NOON.plusSeconds(5));
    }

    @Test
    void plus_clockSetBack_yearsOfThePastDontCount() {
        FailureHistory history =
                after(0, 1).plus(Instant.MIN, "long ago").plus(Instant.MAX, "some day");
        assertThat(history.failed()).isFalse();
        assertThat(history.recent()).containsExactly(Instant.MAX);
    }

    @Test
    void history_moreThanThree_refused() {
        assertThatThrownBy(() -> new FailureHistory(List.of(NOON, NOON, NOON, NOON), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
