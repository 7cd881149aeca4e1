package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.sandbox.Drops.Why;
import org.junit.jupiter.api.Test;

/// The clock is a number that the test sets.
class DropsTest {
    private static final long SECOND = 1_000_000_000;

    private final List<String> lines = new ArrayList<>();
    private final Drops drops =
            new Drops(
                    HostLog.open(LogFilter.parse("info"), InstantSource.system(), lines::add)
                            .hostCalls("guest"),
                    new AuditTrail("guest", "1.0.0", List.of(), InstantSource.system()));

    @Test
    void count_first_saidAtOnce() {
        drops.count(Why.FULL, 5);
        assertThat(lines)
                .singleElement()
                .asString()
                .endsWith("[guest] 1 event dropped, because 256 others were waiting");
    }

    @Test
    void count_flood_oneLineASecondWithTheCount() {
        for (int i = 0; i < 10_000; i++) {
            drops.count(Why.FULL, 5 + i);
        }
        assertThat(lines).hasSize(1);
        drops.tell(5 + SECOND);
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .endsWith("9,999 events dropped, because 256 others were waiting");
        drops.tell(5 + 3 * SECOND);
        assertThat(lines).hasSize(2);
        assertThat(drops.total(Why.FULL)).isEqualTo(10_000);
        assertThat(drops.total(Why.REPLACED)).isZero();
    }

    @Test
    void close_notSaidYet_said() {
        drops.count(Why.FULL, 0);
        drops.count(Why.REPLACED, 1);
        drops.count(Why.TOO_DEEP, 2);
        drops.close();
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .endsWith(
                        "1 event replaced by a newer one; 1 event of its making dropped, because 8 extensions had caused them one after the other");
    }
}
