package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;

class HandlerTallyTest {
    private final HandlerTally tally = new HandlerTally("h");

    @Test
    void spread_evenAndOddCounts_takesTheLowerMiddle() {
        for (int i = 100; i > 0; i--) {
            tally.add(report(new CallOutcome.Completed(), i));
        }
        assertThat(tally.spread())
                .isEqualTo(new HandlerTally.Spread(nanos(1), nanos(50), nanos(100)));

        tally.add(report(new CallOutcome.Completed(), 1_000));
        assertThat(tally.spread().median()).isEqualTo(nanos(51));
        assertThat(tally.count()).isEqualTo(101);
        assertThat(tally.failures()).isZero();
    }

    @Test
    void messages_equalOnes_areCountedTogether() {
        tally.add(report(new CallOutcome.Failed(1), 1));
        tally.add(report(new CallOutcome.Failed(2), 1));
        tally.add(report(new CallOutcome.Failed(1), 1));

        assertThat(tally.failures()).isEqualTo(3);
        assertThat(tally.messages()).containsValues(2, 1).hasSize(2);
    }

    @Test
    void messages_allDifferent_areBounded() {
        for (int code = 1; code <= 1_000; code++) {
            tally.add(report(new CallOutcome.Failed(code), 1));
        }

        assertThat(tally.messages()).hasSize(20);
        assertThat(tally.failures()).isEqualTo(1_000);
    }

    @Test
    void skipped_asItsHookDeclares_isNoFailure() {
        tally.add(report(new CallOutcome.Skipped("unwanted", true), 0));
        assertThat(tally.failures()).isZero();
        assertThat(tally.messages()).containsOnlyKeys("unwanted");

        tally.add(report(new CallOutcome.Skipped("not heard"), 0));
        assertThat(tally.failures()).isEqualTo(1);
    }

    @Test
    void status_mistakeOfTheHosts_is70() {
        assertThat(status(new CallOutcome.Trapped("HOST_FAILED", "ours", List.of()))).isEqualTo(70);
        assertThat(status(new CallOutcome.Trapped("UNREACHABLE", "its", List.of()))).isEqualTo(1);
        assertThat(status(new CallOutcome.Completed())).isZero();
    }

    private static int status(CallOutcome outcome) {
        FiringTally firings = new FiringTally(1);
        firings.add(new DispatchReport(Event.of("x"), List.of(report(outcome, 1))));
        return new RunResult("x", "x", List.of(), firings, List.of(), false).status().number();
    }

    private static HandlerReport report(CallOutcome outcome, long nanos) {
        return new HandlerReport("x", "h", outcome, nanos(nanos), 1, 1, 0, List.of(), 0);
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }
}
