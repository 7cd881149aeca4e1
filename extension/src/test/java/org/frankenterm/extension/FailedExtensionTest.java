package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What failures lead to. The time of day is a value that the test sets; pauses are none, or longer
/// than any test.
@Timeout(60)
class FailedExtensionTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant DAY = Instant.parse("2026-11-28T08:00:00Z");
    private static final String TRAPS = Place.HANDLER.does(GuestText.TRAP);
    private static final String LOGS = Place.HANDLER.does(GuestText.LOG);

    @TempDir private Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(DAY);
    private final List<String> notices = new CopyOnWriteArrayList<>();

    private HostFixture open(Duration pause) {
        DispatchPolicy policy =
                DispatchPolicy.PATIENT.withContainment(
                        new Containment(3, Duration.ofMinutes(1), pause, pause));
        return HostFixture.with(
                folder,
                policy,
                config ->
                        config.withClock(now::get)
                                .withServices(
                                        HostServices.none()
                                                .withNotifier((_, title, body) ->
                                                        notices.add(title + "|" + body))));
    }

    private static List<CallOutcome> outcomes(HostFixture fixture) throws InterruptedException {
        return fixture.fire().handlers().stream().map(HandlerReport::outcome).toList();
    }

    @Test
    void failures_threeWithinAMinute_failedAndNobodyElseNotices() throws Exception {
        String failure =
                "the extension bad failed: 3 times within 1 min, most recently: the guest trapped: `unreachable` instruction executed; \"frankenterm extension enable bad\" tries it again";
        try (HostFixture fixture = open(Duration.ZERO)) {
            Extension bad = fixture.load("bad", TRAPS);
            fixture.load("well", LOGS);
            for (int i = 0; i < 3; i++) {
                assertThat(bad.failure()).isEmpty();
                List<CallOutcome> outcomes = outcomes(fixture);
                assertThat(outcomes.get(0)).isInstanceOf(Trapped.class);
                assertThat(outcomes.get(1)).isEqualTo(new Completed());
                now.set(now.get().plusSeconds(20));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(outcomes(fixture))
                        .containsExactly(new Skipped(failure), new Completed());
            }
            assertThat(bad.failure()).hasValue(failure);
            assertThat(notices).containsExactly("bad failed|" + failure);
            assertThat(fixture.logOf("bad")).containsOnlyOnce(failure);
        }
    }

    @Test
    void failures_slowlyOneAfterTheOther_neverFailed() throws Exception {
        try (HostFixture fixture = open(Duration.ZERO)) {
            fixture.load("bad", TRAPS);
            for (int i = 0; i < 20; i++) {
                assertThat(fixture.outcome()).isInstanceOf(Trapped.class);
                now.set(now.get().plusSeconds(31));
            }
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void enable_failed_triedAgain() throws Exception {
        try (HostFixture fixture = open(Duration.ZERO)) {
            Extension bad = fixture.load("bad", TRAPS);
            for (int round = 1; round <= 3; round++) {
                for (int i = 0; i < 3; i++) {
                    assertThat(fixture.outcome()).isInstanceOf(Trapped.class);
                }
                assertThat(fixture.outcome()).isInstanceOf(Skipped.class);
                bad.enable();
                assertThat(bad.failure()).isEmpty();
                assertThat(notices).hasSize(round);
            }
        }
    }

    @Test
    void failure_once_noInstanceDuringThePause() throws Exception {
        try (HostFixture fixture = open(HOUR)) {
            fixture.load("bad", TRAPS);
            fixture.load("well", LOGS);
            assertThat(outcomes(fixture).getFirst()).isInstanceOf(Trapped.class);
            for (int i = 0; i < 5; i++) {
                List<CallOutcome> outcomes = outcomes(fixture);
                assertThat(outcomes.getFirst().message())
                        .startsWith("its last instance failed; it is tried again in ");
                assertThat(outcomes.getLast()).isEqualTo(new Completed());
            }
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void results_otherThanZero_countForNothing() throws Exception {
        try (HostFixture fixture = open(HOUR)) {
            fixture.load(
                    "says-no", "(module (func (export \"on_event\") (result i32) i32.const 7))");
            for (int i = 0; i < 10; i++) {
                assertThat(fixture.outcome()).isEqualTo(new Failed(7));
            }
        }
    }

    @Test
    void cancel_manyTimes_countsForNothing() throws Exception {
        try (HostFixture fixture = open(HOUR)) {
            Extension well = fixture.load("well", LOGS);
            for (int i = 0; i < 10; i++) {
                well.cancel();
                assertThat(fixture.outcome()).isEqualTo(new Completed());
            }
        }
    }

    @Test
    void start_traps_failedAfterThree() throws Exception {
        try (HostFixture fixture = open(Duration.ZERO)) {
            fixture.load("bad", Place.INITIALIZE.does(GuestText.TRAP));
            for (int i = 0; i < 3; i++) {
                assertThat(fixture.outcome()).isInstanceOf(Trapped.class);
            }
            assertThat(fixture.outcome()).isInstanceOf(Skipped.class);
        }
    }

    /// It registers a timer, so it is made anew by itself; nothing is fired after the first event.
    @Test
    void timer_trapsEachTime_failedWithoutAnotherEvent() throws Exception {
        try (HostFixture fixture = open(Duration.ofMillis(1))) {
            Extension bad =
                    fixture.load(
                            "bad",
                            """
                            (module
                              (import "env" "ft_set_timeout"
                                (func $set_timeout (param i32 i32 i32) (result i32)))
                              (memory (export "memory") 1)
                              (data (i32.const 0) "tick")
                              (func (export "_initialize")
                                (drop (call $set_timeout (i32.const 10) (i32.const 0) (i32.const 4))))
                              (func (export "on_event"))
                              (func (export "tick") unreachable))
                            """);
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            HostFixture.until(() -> bad.failure().isPresent() && !notices.isEmpty());
            assertThat(notices).singleElement().asString().contains("the guest trapped");
        }
    }

    @Test
    void grants_takenWhileATimerRuns_instanceMadeAnewWithoutAnEvent() throws Exception {
        try (HostFixture fixture = open(HOUR)) {
            Extension guest =
                    fixture.load(
                            "guest",
                            """
                            (module
                              (import "env" "ft_set_timeout"
                                (func $set_timeout (param i32 i32 i32) (result i32)))
                              (import "env" "ft_log" (func $log (param i32 i32 i32)))
                              (memory (export "memory") 1)
                              (data (i32.const 0) "tick made")
                              (func (export "_initialize")
                                (call $log (i32.const 2) (i32.const 5) (i32.const 4))
                                (drop (call $set_timeout (i32.const 100000) (i32.const 0)
                                  (i32.const 4))))
                              (func (export "on_event"))
                              (func (export "tick")))
                            """);
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            for (int made = 2; made <= 5; made++) {
                fixture.host.regrant(guest, List.of("none"));
                int times = made;
                HostFixture.until(() -> fixture.logOf("guest").size() >= times);
            }
        }
    }
}
