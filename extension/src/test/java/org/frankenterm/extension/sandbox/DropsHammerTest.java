package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.sandbox.Drops.Why;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Events that are dropped on many threads at the same time, while the clock, which is the test's,
/// goes on.
@Timeout(60)
class DropsHammerTest {
    private static final int EACH = 5_000;

    /// So that every few hundredth of them is told.
    private static final long STEP_NANOS = 3_000_000;

    private static final Pattern TOLD = Pattern.compile("([0-9,]+) events? ");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final Drops drops =
            new Drops(
                    HostLog.open(LogFilter.parse("info"), InstantSource.system(), lines::add)
                            .hostCalls("guest"),
                    new AuditTrail("guest", "1.0.0", List.of(), InstantSource.system()));

    private long now() {
        return clock.addAndGet(STEP_NANOS);
    }

    private long told() {
        return lines.stream()
                .flatMap(line -> TOLD.matcher(line).results())
                .map((MatchResult found) -> found.group(1).replace(",", ""))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void count_fromManyThreads_allCountedAndEachToldOnce() throws Exception {
        Why[] reasons = Why.values();
        Crowd.run(thread -> {
            Why why = reasons[thread % reasons.length];
            for (int i = 0; i < EACH; i++) {
                long before = drops.total(why);
                drops.count(why, now());
                drops.count(why, 2, now());
                drops.tell(now());
                assertThat(drops.total(why)).isGreaterThanOrEqualTo(before + 3);
            }
        });
        drops.close();

        long perReason = 3L * EACH * Crowd.THREADS / reasons.length;
        assertThat(reasons).allSatisfy(why -> assertThat(drops.total(why)).isEqualTo(perReason));
        assertThat(told()).isEqualTo(perReason * reasons.length);
        assertThat(lines).hasSizeBetween(2, (int) (clock.get() / 1_000_000_000L) + 2);
    }
}
