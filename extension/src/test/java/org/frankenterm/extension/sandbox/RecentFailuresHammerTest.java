package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Instances of one extension that fail on many threads at the same time.
@Timeout(60)
class RecentFailuresHammerTest {
    private static final int ROUNDS = 200;
    private static final int EACH = 50;
    private static final Instant NOW = Instant.parse("2026-11-22T10:11:12Z");

    private static RecentFailures failingAt(int failures) {
        return new RecentFailures(
                new Containment(failures, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO));
    }

    @Test
    void note_asManyAsAreAllowed_theLastOneAloneFailsIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RecentFailures failures = failingAt(Crowd.THREADS * EACH);
            AtomicInteger failed = new AtomicInteger();
            Crowd.run(_ -> {
                for (int i = 0; i < EACH; i++) {
                    if (failures.note(NOW, "trap")) {
                        failed.incrementAndGet();
                        assertThat(failures.failure()).isPresent();
                    }
                }
            });
            assertThat(failed).as("round %d", round).hasValue(1);
            assertThat(failures.failure().orElseThrow()).startsWith("400 times within 1 min");
        }
    }

    /// Whoever fails it clears it: each failed state has used up as many failures as it takes.
    @Test
    void clear_whileOthersFail_neverFailsTooEarly() throws Exception {
        int allowed = 5;
        int each = 5_000;
        RecentFailures failures = failingAt(allowed);
        AtomicInteger failed = new AtomicInteger();
        Crowd.run(_ -> {
            for (int i = 0; i < each; i++) {
                if (failures.note(NOW, "trap")) {
                    failed.incrementAndGet();
                    failures.clear();
                }
            }
        });
        failures.clear();
        assertThat(failed.get()).isBetween(1, Crowd.THREADS * each / allowed);
        for (int i = 1; i < allowed; i++) {
            assertThat(failures.note(NOW, "trap")).isFalse();
        }
        assertThat(failures.note(NOW, "trap")).isTrue();
    }
}
