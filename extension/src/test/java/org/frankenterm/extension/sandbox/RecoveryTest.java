package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.junit.jupiter.api.Test;

/// Both clocks are numbers that the test sets.
class RecoveryTest {
    private static final Instant DAY = Instant.parse("2026-11-28T08:00:00Z");
    private static final Containment POLICY =
            new Containment(
                    3, Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofSeconds(1));

    private final RecentFailures ledger = new RecentFailures(POLICY);
    private final Recovery recovery = new Recovery("guest", POLICY, ledger);

    private static long nanos(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private boolean failed(long seconds) {
        return recovery.failed("it trapped", nanos(seconds), DAY.plusSeconds(seconds));
    }

    @Test
    void failures_twoWithinAMinute_notFailed() {
        assertThat(failed(0)).isFalse();
        assertThat(failed(30)).isFalse();
        assertThat(recovery.end()).isEmpty();
        assertThat(failed(61)).isFalse(); // the first was more than a minute ago
        assertThat(recovery.end()).isEmpty();
    }

    @Test
    void failures_threeWithinAMinute_failedWithReasonAndCommand() {
        assertThat(failed(0)).isFalse();
        assertThat(failed(30)).isFalse();
        assertThat(failed(59)).isTrue();
        assertThat(recovery.end())
                .hasValue(
                        "the extension guest failed: 3 times within 1 min, most recently: it trapped; \"frankenterm extension enable guest\" tries it again");
        assertThat(recovery.refusal(nanos(10_000))).isEqualTo(recovery.end());
        assertThat(failed(60)).isFalse(); // said once
    }

    @Test
    void failures_clockSetBack_oldOnesForgotten() {
        assertThat(failed(3_600)).isFalse();
        assertThat(failed(3_601)).isFalse();
        assertThat(failed(0)).isFalse();
        assertThat(failed(1)).isFalse();
        assertThat(failed(2)).isTrue();
    }

    @Test
    void strikes_three_failedWithoutAPause() {
        assertThat(recovery.struck("too much", DAY)).isFalse();
        assertThat(recovery.refusal(0)).isEmpty();
        assertThat(recovery.struck("too much", DAY)).isFalse();
        assertThat(recovery.struck("too much", DAY)).isTrue();
    }

    @Test
    void clear_failed_triedAgain() {
        failed(0);
        failed(0);
        failed(0);
        ledger.clear();
        assertThat(recovery.end()).isEmpty();
        assertThat(failed(1)).isFalse();
    }

    @Test
    void pause_eachFailure_doubledUpToTheLongest() {
        Containment patient =
                new Containment(1_000, POLICY.within(), POLICY.firstPause(), POLICY.longestPause());
        Recovery others = new Recovery("guest", patient, new RecentFailures(patient));
        assertThat(others.refusal(0)).isEmpty();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            others.failed("it trapped", nanos(i), DAY);
            pauses.add(TimeUnit.NANOSECONDS.toMillis(others.nanosLeft(nanos(i))));
        }
        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
        assertThat(others.refusal(nanos(5)))
                .hasValue("its last instance failed; it is tried again in 1 s");
        assertThat(others.refusal(nanos(6))).isEmpty();
        others.failed("it trapped", nanos(5 + 61), DAY); // after a minute without
        assertThat(others.nanosLeft(nanos(66))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    }

    @Test
    void pause_none_triedAtOnce() {
        Recovery patient = new Recovery("guest", Containment.NONE, ledger(Containment.NONE));
        for (int i = 0; i < 10_000; i++) {
            assertThat(patient.failed("it trapped", i, DAY)).isFalse();
            assertThat(patient.refusal(i)).isEmpty();
        }
    }

    private static RecentFailures ledger(Containment policy) {
        return new RecentFailures(policy);
    }

    @Test
    void failures_onlyOneAllowed_itsReasonIsTheReason() {
        Containment strict =
                new Containment(1, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);
        RecentFailures once = new RecentFailures(strict);
        assertThat(once.note(DAY, "it trapped")).isTrue();
        assertThat(once.failure()).hasValue("it trapped");
    }
}
