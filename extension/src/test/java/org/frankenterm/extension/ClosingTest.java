package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Cancelling and closing, before, during and after calls.
@Timeout(60)
class ClosingTest {
    private static final String COUNTS =
            GuestText.module(
                    """
                    (func (export "on_event") (result i32)
                      (global.set $count (i32.add (global.get $count) (i32.const 1)))
                      (global.get $count))
                    """);

    @TempDir private Path folder;

    /// Says that it is there, then misbehaves.
    private static String announces(Place place, String instructions) {
        return place.does(GuestText.LOG + instructions);
    }

    private static CallOutcome only(DispatchReport report) {
        return report.handlers().stream().map(HandlerReport::outcome).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {GuestText.LOOP, GuestText.SLEEP})
    void cancel_duringCall_endsItAndTheInstance(String misdeed) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        try (HostFixture fixture = HostFixture.listening(folder, _ -> running.countDown());
                ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Extension extension = fixture.load("guest", announces(Place.HANDLER, misdeed));
            Future<DispatchReport> report = caller.submit(fixture::fire);
            running.await();
            extension.cancel();
            CallOutcome outcome = only(report.get());
            assertThat(outcome).isInstanceOf(TimedOut.class);
            assertThat(outcome.message()).startsWith("cancelled in ");
        }
    }

    @Test
    void cancel_betweenCalls_nextEventServedByNewInstance() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Extension extension = fixture.load("guest", COUNTS);
            extension.cancel();
            assertThat(fixture.outcome()).isEqualTo(new Failed(1));
            assertThat(fixture.outcome()).isEqualTo(new Failed(2));
            extension.cancel();
            extension.cancel();
            assertThat(fixture.outcome()).isEqualTo(new Failed(1));
        }
    }

    @Test
    void cancel_racingWithCalls_everyEventReported() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder);
                ExecutorService canceller = Executors.newSingleThreadExecutor()) {
            Extension extension = fixture.load("guest", COUNTS);
            Future<?> cancelling =
                    canceller.submit(() -> {
                        while (!Thread.currentThread().isInterrupted()) {
                            extension.cancel();
                        }
                    });
            for (int i = 0; i < 500; i++) {
                assertThat(fixture.outcome()).isInstanceOfAny(Failed.class, TimedOut.class);
            }
            cancelling.cancel(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_duringCall_endsIt(Place place) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        long threads = HostFixture.guestThreads();
        try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Future<DispatchReport> report;
            try (HostFixture fixture = HostFixture.listening(folder, _ -> running.countDown())) {
                fixture.load("guest", announces(place, GuestText.LOOP));
                report = caller.submit(fixture::fire);
                running.await();
            }
            assertThat(only(report.get())).isInstanceOf(TimedOut.class);
            assertThat(HostFixture.guestThreads()).isEqualTo(threads);
        }
    }

    @Test
    void close_racingWithFire_everyEventReported() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 50; round++) {
                List<Future<DispatchReport>> reports = new ArrayList<>();
                try (HostFixture fixture = HostFixture.in(folder)) {
                    fixture.load("guest", COUNTS);
                    for (int i = 0; i < 40; i++) {
                        reports.add(callers.submit(fixture::fire));
                    }
                }
                for (Future<DispatchReport> report : reports) {
                    assertThat(report.get().handlers())
                            .extracting(HandlerReport::outcome)
                            .allMatch(outcome ->
                                    outcome instanceof Failed
                                            || outcome instanceof Skipped
                                            || outcome instanceof TimedOut);
                }
            }
        }
    }

    @Test
    void close_byItsOwnListener_endsTheCall() throws InterruptedException {
        HostFixture[] self = new HostFixture[1];
        try (HostFixture fixture = HostFixture.listening(folder, _ -> self[0].host.close())) {
            self[0] = fixture;
            fixture.load("guest", announces(Place.HANDLER, GuestText.LOOP));
            assertThat(fixture.outcome()).isInstanceOf(TimedOut.class);
            assertThat(fixture.fire().handlers()).isEmpty();
        }
    }

    @Test
    void close_twice_secondDoesNothing() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Extension extension = fixture.load("guest", COUNTS);
            fixture.outcome();
            extension.close();
            extension.close();
            fixture.host.close();
            fixture.host.close();
            assertThat(fixture.fire().handlers()).isEmpty();
        }
    }

    @Test
    void close_interruptedCaller_stillClosesAndStaysInterrupted() {
        long threads = HostFixture.guestThreads();
        HostFixture fixture = HostFixture.in(folder);
        fixture.load("guest", COUNTS);
        Thread.currentThread().interrupt();
        fixture.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(HostFixture.guestThreads()).isEqualTo(threads);
    }

    @Test
    void load_afterClose_refused() {
        HostFixture fixture = HostFixture.in(folder);
        fixture.close();
        assertThatIllegalStateException().isThrownBy(() -> fixture.load("guest", COUNTS));
    }

    @Test
    void audit_afterClose_stillReadable() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Extension extension = fixture.load("guest", Place.HANDLER.does(GuestText.LOG));
            fixture.outcome();
            extension.close();
            assertThat(extension.totalCalls()).isEqualTo(1);
            assertThat(extension.recentCalls(10)).hasSize(1);
            assertThat(extension.deniedCalls(10)).isEmpty();
        }
    }
}
