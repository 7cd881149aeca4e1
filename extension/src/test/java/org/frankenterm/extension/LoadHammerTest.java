package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Fifty callers at the same time; extensions that come, go and change their hooks meanwhile.
@Timeout(60)
class LoadHammerTest {
    private static final int CALLERS = 50;
    private static final int EVENTS = 20;

    /// Registers a hook more at each event, and takes the one before away.
    private static final String CHANGES =
            """
            (module
              (import "env" "ft_register_hook"
                (func $register (param i32 i32 i32 i32 i32) (result i32)))
              (import "env" "ft_unregister_hook" (func $unregister (param i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "config.reloadon_more")
              (global $id (mut i32) (i32.const 0))
              (func (export "on_event")
                (drop (call $unregister (global.get $id)))
                (global.set $id (call $register (i32.const 0) (i32.const 13) (i32.const 0)
                  (i32.const 13) (i32.const 7))))
              (func (export "on_more")))
            """;

    @TempDir private Path folder;

    private static List<DispatchReport> fired(HostFixture fixture) throws InterruptedException {
        List<DispatchReport> reports = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            reports.add(fixture.fire());
        }
        return reports;
    }

    @Test
    void fire_fiftyCallers_everyEventReportedByEveryExtension() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder);
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            AtomicInteger heard = new AtomicInteger();
            fixture.host.register(
                    "*",
                    0,
                    _ -> {
                        heard.incrementAndGet();
                        return List.of();
                    });
            for (int i = 0; i < 4; i++) {
                fixture.load("e" + i, Place.HANDLER.does(GuestText.LOG));
            }
            List<Future<List<DispatchReport>>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                all.add(callers.submit(() -> fired(fixture)));
            }
            for (Future<List<DispatchReport>> reports : all) {
                assertThat(reports.get())
                        .hasSize(EVENTS)
                        .allSatisfy(report -> {
                            assertThat(report.handlers())
                                    .extracting(HandlerReport::extension)
                                    .containsExactly("host", "e0", "e1", "e2", "e3");
                            assertThat(report.completed()).isTrue();
                        });
            }
            assertThat(heard).hasValue(CALLERS * EVENTS);
        }
    }

    @Test
    void hooksAndExtensions_comingAndGoing_steadyOneHearsEverything() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder);
                ExecutorService callers = Executors.newFixedThreadPool(8)) {
            fixture.load("steady", Place.HANDLER.does(GuestText.LOG));
            fixture.load("changing", CHANGES);
            Path passing =
                    fixture.write(
                            "passing",
                            HostFixture.HOOK,
                            GuestText.module("(func (export \"on_event\"))"));
            List<Future<List<DispatchReport>>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(callers.submit(() -> fired(fixture)));
            }
            for (int i = 0; i < 10; i++) {
                fixture.host.load(LoadRequest.of(passing)).close();
            }
            for (Future<List<DispatchReport>> reports : all) {
                assertThat(reports.get())
                        .hasSize(EVENTS)
                        .allSatisfy(report ->
                                assertThat(report.handlers().getFirst())
                                        .returns("steady", HandlerReport::extension)
                                        .returns(new Completed(), HandlerReport::outcome));
            }
        }
    }

    @Test
    void budgets_ofNothing_everythingHandledInTheEnd() throws Exception {
        int events = 200;
        AtomicInteger calls = new AtomicInteger();
        try (HostFixture fixture = HostFixture.listening(folder, _ -> calls.incrementAndGet())) {
            fixture.load("well", Place.HANDLER.does(GuestText.LOG));
            for (int i = 0; i < events; i++) {
                CallOutcome outcome =
                        fixture.host
                                .fire(Event.of(HostFixture.EVENT), Duration.ZERO)
                                .handlers()
                                .getFirst()
                                .outcome();
                assertThat(outcome).isIn(new CallOutcome.Late(), new Completed());
            }
            fixture.fire();
            assertThat(calls).hasValue(events + 1);
        }
    }
}
