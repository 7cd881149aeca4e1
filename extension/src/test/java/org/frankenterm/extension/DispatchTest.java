package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.NativeHandler.Registration;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Late;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who hears an event, in which order, and who is waited for.
@Timeout(60)
class DispatchTest {
    private static final String LOGS = Place.HANDLER.does(GuestText.LOG);

    @TempDir private Path folder;
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> handled = new CopyOnWriteArrayList<>();

    @AfterEach
    void open() {
        gate.countDown();
    }

    private List<Action> waits(Event event) throws InterruptedException {
        gate.await();
        handled.add(event.name());
        return List.of();
    }

    private List<Action> notes(Event event) {
        handled.add(event.name());
        return List.of();
    }

    private static List<CallOutcome> outcomes(DispatchReport report) {
        return report.handlers().stream().map(HandlerReport::outcome).toList();
    }

    private static String hook(String handler, int priority) {
        return "[[hooks]]\nevent = \"bell\"\nhandler = \"%s\"\npriority = %d\n"
                .formatted(handler, priority);
    }

    @Test
    void order_severalExtensionsAndTheHost_byTierPriorityAndRegistration() throws Exception {
        String module =
                "(module (func (export \"a\")) (func (export \"b\")) (func (export \"c\")))";
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("one", hook("a", 0) + hook("b", 10) + hook("c", -1), module);
            fixture.load("two", hook("a", 5) + hook("b", 0) + hook("c", -1), module);
            fixture.host.register("bell", 7, this::notes);
            fixture.host.register("*", 6, this::notes);
            assertThat(fixture.host.fire(Event.of("bell")).handlers())
                    .extracting(report -> report.extension() + "." + report.handler())
                    .containsExactly(
                            "host.*",
                            "host.bell",
                            "one.c",
                            "two.c",
                            "one.a",
                            "two.b",
                            "two.a",
                            "one.b");
        }
    }

    @Test
    void budget_oneIsSlow_lateAndTheOthersReported() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("well", LOGS);
            fixture.host.register(HostFixture.EVENT, 0, this::waits);
            DispatchReport report =
                    fixture.host.fire(Event.of(HostFixture.EVENT), Duration.ofMillis(200));
            assertThat(outcomes(report).getFirst()).isEqualTo(new Late());
            assertThat(handled).isEmpty();
            gate.countDown();
            HostFixture.until(() -> !handled.isEmpty());
            assertThat(handled).containsExactly(HostFixture.EVENT);
        }
    }

    @Test
    void budget_zero_waitsForNobodyAndAllIsHandled() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        try (HostFixture fixture = HostFixture.listening(folder, _ -> called.countDown())) {
            fixture.load("well", LOGS);
            assertThat(outcomes(fixture.host.fire(Event.of(HostFixture.EVENT), Duration.ZERO)))
                    .singleElement()
                    .isIn(new Late(), new Completed()); // it may be quick
            called.await();
        }
    }

    @Test
    void budget_longerThanTheClockCounts_isForEver() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("well", LOGS);
            Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
            assertThat(outcomes(fixture.host.fire(Event.of(HostFixture.EVENT), ages)))
                    .containsExactly(new Completed());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fixture.host.fire(Event.of("bell"), Duration.ofNanos(-1)));
        }
    }

    @Test
    void native_throws_reportedAndOthersServed() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("well", LOGS);
            fixture.host.register(
                    "*",
                    0,
                    _ -> {
                        throw new IllegalStateException("no\u001b[31m");
                    });
            List<CallOutcome> outcomes = outcomes(fixture.fire());
            assertThat(outcomes.getFirst()).isInstanceOf(Trapped.class);
            assertThat(outcomes.getFirst().message())
                    .startsWith("the host's own handler of config.reload failed: ")
                    .doesNotContain("\u001b");
            assertThat(outcomes.getLast()).isEqualTo(new Completed());
        }
    }

    @Test
    void native_firesItself_refused() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.host.register(
                    "bell",
                    0,
                    _ -> {
                        fixture.host.fire(Event.of("config.reload"));
                        return List.of();
                    });
            assertThat(outcomes(fixture.host.fire(Event.of("bell"))).getFirst().message())
                    .contains("a handler can't wait for handlers");
        }
    }

    @Test
    void native_closedRegistration_hearsNothing() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Registration registration = fixture.host.register("bell", 0, this::notes);
            fixture.host.fire(Event.of("bell"));
            registration.close();
            registration.close();
            assertThat(fixture.host.fire(Event.of("bell")).handlers()).isEmpty();
            assertThat(handled).containsExactly("bell");
        }
    }

    @Test
    void native_patternNone_refused() {
        try (HostFixture fixture = HostFixture.in(folder)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fixture.host.register("a b", 0, this::notes));
        }
    }

    @Test
    void native_closedHost_refused() {
        HostFixture fixture = HostFixture.in(folder);
        fixture.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> fixture.host.register("bell", 0, this::notes));
    }

    @Test
    void native_mailboxFull_skippedWithTheReason() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.host.register("bell", 0, this::waits);
            CallOutcome last = new Late();
            for (int i = 0; i < 258 && last instanceof Late; i++) {
                last = outcomes(fixture.host.fire(Event.of("bell"), Duration.ZERO)).getFirst();
            }
            assertThat(last)
                    .isEqualTo(new Skipped("256 events are waiting already; this one is dropped"));
        }
    }

    @Test
    void native_actions_appliedWithoutAskingForPermissions() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.host.register("tools:*", 0, this::notes);
            fixture.host.register(
                    "bell",
                    0,
                    _ ->
                            List.of(
                                    new Action.Log(LogLevel.WARN, "said by the host"),
                                    new Action.Custom("tools:rung", "{}")));
            HandlerReport report = fixture.host.fire(Event.of("bell")).handlers().getFirst();
            assertThat(report.actions()).hasSize(2);
            assertThat(fixture.log()).anyMatch(line -> line.endsWith("said by the host"));
            assertThat(handled).containsExactly("tools:rung");
        }
    }

    /// It answers each event with the same one.
    @Test
    void native_answersItself_endsAfterEight() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.host.register(
                    "tools:*",
                    0,
                    event -> {
                        notes(event);
                        return List.of(new Action.Custom(event.name(), "{}"));
                    });
            fixture.host.fire(Event.of("tools:echo"));
            assertThat(handled).hasSize(1 + Event.MAX_CAUSES);
            assertThat(fixture.log())
                    .anyMatch(line -> line.endsWith("caused by too long a chain of handlers"));
        }
    }

    @Test
    void event_causedByAnExtension_notHeardByIt() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("git", LOGS);
            fixture.load("other", LOGS);
            Event caused = new Event(HostFixture.EVENT, "{}", List.of(new ExtensionId("GIT")));
            assertThat(fixture.host.fire(caused).handlers())
                    .extracting(HandlerReport::extension)
                    .containsExactly("other");
        }
    }

    @Test
    void event_moreThanEightCauses_refused() {
        List<ExtensionId> nine =
                java.util.stream.IntStream.range(0, 9)
                        .mapToObj(i -> new ExtensionId("e" + i))
                        .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new Event("bell", "{}", nine));
        Event eight = new Event("bell", "{}", nine.subList(0, 8));
        assertThat(eight.causesWith(nine.getLast())).hasSize(9);
        assertThat(eight.causesWith(nine.getFirst())).hasSize(8);
    }
}
