package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.testing.Guests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A host call that nothing can interrupt: a file on a dead mount, played by a listener.
@Timeout(60)
class StuckGuestTest {
    private static final String LOGS = Place.HANDLER.does(GuestText.LOG);

    @TempDir private Path folder;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mount = new CountDownLatch(1);

    @AfterEach
    void mountComesBack() {
        mount.countDown();
    }

    /// Blocks whatever says this.
    private void blockLines(String line) {
        if (line.contains("said by the guest")) {
            await();
        }
    }

    /// Blocks host calls of the extension `stuck`, whatever interrupts them.
    private void block(AuditEntry entry) {
        if (entry.extension().equals("stuck")) {
            await();
        }
    }

    private void await() {
        boolean free = false;
        entered.countDown();
        while (!free) {
            try {
                mount.await();
                free = true;
            } catch (InterruptedException e) {
                // as a read in the kernel
            }
        }
    }

    private static List<CallOutcome> outcomes(DispatchReport report) {
        return report.handlers().stream().map(HandlerReport::outcome).toList();
    }

    @Test
    void stuckCall_itself_reportedWithoutIt() throws InterruptedException {
        try (HostFixture fixture = HostFixture.hurried(folder, this::block)) {
            fixture.load("stuck", LOGS);
            fixture.load("well", LOGS);
            List<CallOutcome> outcomes = outcomes(fixture.fire());
            assertThat(outcomes.get(0)).isInstanceOf(TimedOut.class);
            assertThat(outcomes.get(0).message())
                    .isEqualTo(
                            "timed out in ft_log: it took the whole 300 ms a call may take and hasn't come back; raise max_wall_time_secs under [limits] in extension.toml");
            assertThat(outcomes.get(1)).isEqualTo(new Completed());
            mount.countDown();
        }
    }

    @Test
    void stuckCall_firstHandlerDone_itsReportKept() throws InterruptedException {
        try (HostFixture fixture = HostFixture.hurried(folder, this::block)) {
            fixture.load(
                    "stuck",
                    HostFixture.HOOK.replace("on_event", "on_first")
                            + HostFixture.HOOK
                            + HostFixture.HOOK.replace("on_event", "on_last"),
                    GuestText.module(
                            """
                            (func (export "on_first") (result i32) (i32.const 7))
                            (func (export "on_event") %s)
                            (func (export "on_last"))
                            """
                                    .formatted(GuestText.LOG)));
            List<CallOutcome> outcomes = outcomes(fixture.fire());
            assertThat(outcomes.get(0)).isEqualTo(new Failed(7));
            assertThat(outcomes.get(1)).isInstanceOf(TimedOut.class);
            assertThat(outcomes.get(2))
                    .isEqualTo(new Skipped("the extension is stuck in ft_log, past its deadline"));
            mount.countDown();
        }
    }

    @Test
    void stuckGuest_laterEvents_skippedAndOthersServed() throws InterruptedException {
        try (HostFixture fixture = HostFixture.hurried(folder, this::block)) {
            fixture.load("stuck", LOGS);
            fixture.load("well", LOGS);
            fixture.fire();
            for (int i = 0; i < 25; i++) { // refused after a look at first, then at once
                assertThat(outcomes(fixture.fire()))
                        .containsExactly(
                                new Skipped("the extension is stuck in ft_log, past its deadline"),
                                new Completed());
            }
            mount.countDown();
        }
    }

    @Test
    void stuckGuest_comesBack_servesAgainWithNewInstance() throws InterruptedException {
        try (HostFixture fixture = HostFixture.hurried(folder, this::block)) {
            fixture.load(
                    "stuck",
                    GuestText.module(
                            """
                            (func (export "on_event") (result i32)
                              %s
                              (global.set $count (i32.add (global.get $count) (i32.const 1)))
                              (global.get $count))
                            """
                                    .formatted(GuestText.LOG)));
            assertThat(fixture.outcome()).isInstanceOf(TimedOut.class);
            mount.countDown();
            CallOutcome outcome = fixture.outcome();
            while (outcome instanceof Skipped) {
                outcome = fixture.outcome();
            }
            assertThat(outcome).isEqualTo(new Failed(1));
        }
    }

    @Test
    void stuckGuest_eightTimes_failed() throws InterruptedException {
        Semaphore comesBack = new Semaphore(0);
        try (HostFixture fixture =
                HostFixture.hurried(folder, _ -> comesBack.acquireUninterruptibly())) {
            fixture.load("stuck", LOGS);
            int leftBehind = 0;
            while (leftBehind < 8) {
                if (fixture.outcome() instanceof TimedOut) {
                    leftBehind++;
                    comesBack.release();
                }
            }
            assertThat(fixture.outcome())
                    .isInstanceOf(Skipped.class)
                    .extracting(CallOutcome::message)
                    .asString()
                    .startsWith("the extension failed: 8 of its calls had to be left behind");
        }
    }

    /// Nobody waits for a timer's handler. Who fires next finds it.
    @Test
    void stuckTimer_atTheNextEvent_reportedAndLeftBehind() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        ResourceLimits most = ResourceLimits.MAXIMUM;
        ResourceLimits hurried =
                new ResourceLimits(
                        most.maxMemoryBytes(),
                        most.fuelPerCall(),
                        Duration.ofMillis(300),
                        most.maxStorageBytes());
        UnaryOperator<HostConfig> setting =
                config ->
                        config.withMaxima(hurried)
                                .withLogSink(log::add)
                                .withCallListener(this::blockLogging);
        try (HostFixture fixture = HostFixture.with(folder, DispatchPolicy.PATIENT, setting)) {
            fixture.load(
                    "stuck",
                    Guests.module(
                            Guests.handler(
                                    "on_event",
                                    "(drop (call $set_timeout (i32.const 10) (i32.const 0) (i32.const 8)))"),
                            Guests.handler(
                                    "on_timer",
                                    "(call $log (i32.const 2) (i32.const 0) (i32.const 8))"),
                            Guests.data(0, "on_timer")));
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            entered.await();
            while (log.stream().noneMatch(line -> line.contains("timed out in ft_log"))) {
                assertThat(fixture.outcome()).isInstanceOf(Skipped.class);
            }
            mount.countDown();
        }
    }

    private void blockLogging(AuditEntry entry) {
        if (entry.function().equals("ft_log")) {
            await();
        }
    }

    @Test
    void stuckGuest_eventsWaitingBehindIt_skippedNotTimedOut() throws Exception {
        try (HostFixture fixture = HostFixture.hurried(folder, this::block);
                ExecutorService callers = Executors.newFixedThreadPool(8)) {
            fixture.load("stuck", LOGS);
            Future<DispatchReport> first = callers.submit(fixture::fire);
            entered.await();
            List<Future<DispatchReport>> waiting = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                waiting.add(callers.submit(fixture::fire));
            }
            assertThat(outcomes(first.get()).getFirst()).isInstanceOf(TimedOut.class);
            for (Future<DispatchReport> report : waiting) {
                assertThat(outcomes(report.get()).getFirst()).isInstanceOf(Skipped.class);
            }
            mount.countDown();
        }
    }

    @Test
    void mailbox_full_eventsSkippedWithTheReason() throws Exception {
        int callers = 300;
        List<CallOutcome> outcomes = new ArrayList<>();
        try (HostFixture fixture = HostFixture.listening(folder, this::block);
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            fixture.load("stuck", LOGS);
            List<Future<DispatchReport>> reports = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                reports.add(pool.submit(fixture::fire));
                entered.await();
            }
            while (reports.stream().noneMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            mount.countDown();
            for (Future<DispatchReport> report : reports) {
                outcomes.addAll(outcomes(report.get()));
            }
        }
        assertThat(outcomes)
                .hasSize(callers)
                .contains(
                        new Completed(),
                        new Skipped("256 events are waiting already; this one is dropped"))
                .allMatch(outcome -> outcome instanceof Completed || outcome instanceof Skipped);
    }

    @Test
    void close_whileStuck_returnsAndReports() throws InterruptedException, ExecutionException {
        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Future<DispatchReport> report;
            try (HostFixture fixture = HostFixture.listening(folder, this::block)) {
                fixture.load("stuck", LOGS);
                report = caller.submit(fixture::fire);
                entered.await();
            }
            assertThat(outcomes(report.get()))
                    .extracting(CallOutcome::message)
                    .containsExactly("closed while it was stuck in ft_log");
        }
    }

    @Test
    void logSink_blocked_everyCallerStillAnswered() throws Exception {
        try (HostFixture fixture = HostFixture.logging(folder, this::blockLines);
                ExecutorService caller = Executors.newSingleThreadExecutor()) {
            fixture.load("stuck", LOGS);
            Future<DispatchReport> first = caller.submit(fixture::fire);
            entered.await();
            fixture.load("wants-to-log-its-trap", Place.HANDLER.does(GuestText.TRAP));
            List<CallOutcome> second = outcomes(fixture.fire());
            assertThat(second.get(0)).isInstanceOf(Skipped.class);
            assertThat(second.get(1)).isInstanceOf(TimedOut.class);
            assertThat(((TimedOut) outcomes(first.get()).getFirst()).where()).isEqualTo("ft_log");
            mount.countDown();
        }
    }
}
