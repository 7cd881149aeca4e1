package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.DispatchPolicy.ProcessorShare;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The attacks on everybody's time: timers that never rest, and events that cause each other.
@Timeout(60)
class LoopTest {
    /// A fifth of a core over 200 ms, so that the test is short.
    private static final DispatchPolicy SHORT =
            DispatchPolicy.DEFAULT
                    .withShare(new ProcessorShare(20, Duration.ofMillis(200)))
                    .withContainment(
                            new Containment(
                                    3, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO));

    private static final String LOGS = Place.HANDLER.does(GuestText.LOG);

    /// Sixty-four intervals of 10 ms, each of which counts to some millions.
    private static final String SPINNER =
            """
            (module
              (import "env" "ft_set_interval"
                (func $set_interval (param i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "tick")
              (func (export "_initialize")
                (local $n i32)
                (loop $more
                  (drop (call $set_interval (i32.const 10) (i32.const 0) (i32.const 4)))
                  (local.set $n (i32.add (local.get $n) (i32.const 1)))
                  (br_if $more (i32.lt_u (local.get $n) (i32.const 64)))))
              (func (export "on_event"))
              (func (export "tick")
                (local $n i32)
                (loop $more
                  (local.set $n (i32.add (local.get $n) (i32.const 1)))
                  (br_if $more (i32.lt_u (local.get $n) (i32.const 20000000))))))
            """;

    /// Emits an event of its own whenever it hears one of the other's.
    private static String emits(String topic) {
        return """
        (module
          (import "env" "ft_emit" (func $emit (param i32 i32 i32 i32) (result i32)))
          (import "env" "ft_log" (func $log (param i32 i32 i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "%s{}heard")
          (func (export "on_event")
            (call $log (i32.const 2) (i32.const 6) (i32.const 5))
            (drop (call $emit (i32.const 0) (i32.const 4) (i32.const 4) (i32.const 2)))))
        """
                .formatted(topic);
    }

    private static String hears(String... events) {
        StringBuilder hooks = new StringBuilder();
        for (String event : events) {
            hooks.append("[[hooks]]\nevent = \"%s\"\nhandler = \"on_event\"\n".formatted(event));
        }
        return hooks.toString();
    }

    @TempDir private Path folder;

    /// It used more than its share, too; once closed, all is counted.
    @Test
    void endlessLoop_once_oneFailure() throws Exception {
        DispatchPolicy twice =
                SHORT.withContainment(
                        new Containment(2, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO));
        Extension loop;
        try (HostFixture fixture = HostFixture.with(folder, twice, config -> config)) {
            loop =
                    fixture.load(
                            "loop",
                            HostFixture.HOOK
                                    + """
                                    [limits]
                                    max_wall_time_secs = 1
                                    """,
                            Place.HANDLER.does(GuestText.LOOP));
            assertThat(fixture.outcome()).isInstanceOf(CallOutcome.TimedOut.class);
        }
        assertThat(loop.failure()).isEmpty();
    }

    @Test
    void timerSpinner_aThirdTimeOverItsShare_failedAndTheOtherServed() throws Exception {
        try (HostFixture fixture = HostFixture.with(folder, SHORT, config -> config)) {
            Extension spinner = fixture.load("spinner", SPINNER);
            fixture.load("well", LOGS);
            for (int i = 0; i < 20; i++) { // few enough for its own share
                List<HandlerReport> reports = fixture.fire().handlers();
                assertThat(reports.getLast().outcome()).isEqualTo(new Completed());
            }
            HostFixture.until(() -> spinner.failure().isPresent());
            assertThat(spinner.failure().orElseThrow())
                    .contains("3 times within 1 min")
                    .contains("of processor time within 200 ms, more than 20 % of a core");
            assertThat(fixture.fireOneOf("spinner").outcome())
                    .isInstanceOf(CallOutcome.Skipped.class);
        }
    }

    @Test
    void events_whileItRests_lateAndOnlyTheNewestHandled() throws Exception {
        DispatchPolicy patient = SHORT.withContainment(Containment.NONE);
        try (HostFixture fixture = HostFixture.with(folder, patient, config -> config)) {
            Extension heavy =
                    fixture.load(
                            "heavy",
                            """
                            (module
                              (func (export "on_event")
                                (local $n i32)
                                (loop $more
                                  (local.set $n (i32.add (local.get $n) (i32.const 1)))
                                  (br_if $more (i32.lt_u (local.get $n) (i32.const 200000000))))))
                            """);
            CallOutcome outcome = fixture.outcome();
            while (!(outcome instanceof CallOutcome.Late)) {
                assertThat(outcome).isEqualTo(new Completed());
                outcome = fixture.outcome();
            }
            while (heavy.droppedEvents() == 0) {
                assertThat(fixture.outcome())
                        .isInstanceOfAny(CallOutcome.Late.class, Completed.class);
            }
        }
    }

    @Test
    void pingPong_pair_endsAfterOneRound() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("ping", hears("bell", "pong:ball"), emits("ball"));
            fixture.load("pong", hears("ping:ball"), emits("ball"));
            for (int i = 1; i <= 10; i++) {
                fixture.host.fire(Event.of("bell"));
                assertThat(fixture.logOf("ping")).hasSize(i);
                assertThat(fixture.logOf("pong")).hasSize(i);
            }
        }
    }

    @Test
    void emit_toItself_neverHeard() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("echo", hears("bell", "echo:*"), emits("ball"));
            fixture.host.fire(Event.of("bell"));
            assertThat(fixture.logOf("echo")).containsExactly("heard");
        }
    }

    /// Two that answer each other by a timeout instead of at once.
    @Test
    void pingPong_throughTimeouts_endsAfterOneRound() throws Exception {
        String later =
                """
                (module
                  (import "env" "ft_emit" (func $emit (param i32 i32 i32 i32) (result i32)))
                  (import "env" "ft_set_timeout"
                    (func $set_timeout (param i32 i32 i32) (result i32)))
                  (import "env" "ft_log" (func $log (param i32 i32 i32)))
                  (memory (export "memory") 1)
                  (data (i32.const 0) "ball{}heardtick")
                  (func (export "on_event")
                    (call $log (i32.const 2) (i32.const 6) (i32.const 5))
                    (drop (call $set_timeout (i32.const 10) (i32.const 11) (i32.const 4))))
                  (func (export "tick")
                    (drop (call $emit (i32.const 0) (i32.const 4) (i32.const 4) (i32.const 2)))))
                """;
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("ping", hears("bell", "pong:ball"), later);
            fixture.load("pong", hears("ping:ball"), later);
            fixture.load("end", hears("pong:ball"), emits("ball"));
            fixture.host.fire(Event.of("bell"));
            HostFixture.until(() -> !fixture.logOf("end").isEmpty());
            fixture.host.fire(Event.of("other")); // what was on its way is there
            assertThat(fixture.logOf("ping")).containsExactly("heard");
            assertThat(fixture.logOf("pong")).containsExactly("heard");
        }
    }
}
