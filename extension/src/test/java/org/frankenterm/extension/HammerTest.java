package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many threads fire at several extensions, good and bad ones, at the same time.
@Timeout(60)
class HammerTest {
    private static final int THREADS = 8;
    private static final int EVENTS = 50;

    @TempDir private Path folder;

    @Test
    void fire_manyThreadsAndExtensions_everyReportInItsPlace() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder);
                ExecutorService callers = Executors.newFixedThreadPool(THREADS)) {
            fixture.load("first", Place.HANDLER.does(GuestText.LOG));
            fixture.load("hostile", Place.HANDLER.does(GuestText.TRAP));
            fixture.load("last", Place.START.does(GuestText.exit(0)));
            Callable<List<DispatchReport>> caller =
                    () -> {
                        List<DispatchReport> reports = new ArrayList<>();
                        for (int i = 0; i < EVENTS; i++) {
                            reports.add(fixture.fire());
                        }
                        return reports;
                    };
            List<Future<List<DispatchReport>>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(callers.submit(caller));
            }
            for (Future<List<DispatchReport>> reports : all) {
                assertThat(reports.get()).hasSize(EVENTS).allSatisfy(HammerTest::inOrder);
            }
        }
    }

    private static void inOrder(DispatchReport report) {
        assertThat(report.handlers())
                .extracting(HandlerReport::extension)
                .containsExactly("first", "hostile", "last");
        assertThat(report.handlers().get(0).outcome()).isEqualTo(new Completed());
        assertThat(report.handlers().get(1).outcome()).isInstanceOf(Trapped.class);
        assertThat(report.handlers().get(2).outcome()).isEqualTo(new Completed());
    }
}
