package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.DispatchReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Grants that change while an extension is loaded.
@Timeout(120)
class RegrantTest {
    private static final CallOutcome NOTHING_THERE = new Failed(LibcGuest.NOENT);

    @TempDir private Path folder;
    private Path file;
    private List<String> permissions;

    @BeforeEach
    void makeFile() throws Exception {
        Path data = Files.createDirectory(folder.toRealPath().resolve("data"));
        file = Files.writeString(data.resolve("x"), "content");
        permissions = List.of("filesystem_read = [\"" + data + "\"]");
    }

    @Test
    void revoke_betweenCalls_nextInstanceWithout() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Extension guest = fixture.load("guest", LibcGuest.reads(file), permissions, "all");
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            fixture.host.regrant(guest, List.of("none"));
            assertThat(fixture.outcome()).isEqualTo(NOTHING_THERE);
            fixture.host.regrant(guest, List.of("filesystem_read"));
            assertThat(fixture.outcome()).isEqualTo(new Completed());
        }
    }

    @Test
    void revoke_duringReads_endsTheCallAndTheInstance() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder);
                ExecutorService caller = Executors.newSingleThreadExecutor()) {
            Extension guest =
                    fixture.load("guest", LibcGuest.keepsReading(file), permissions, "all");
            for (int round = 0; round < 20; round++) {
                long before = guest.totalCalls();
                Future<DispatchReport> report = caller.submit(fixture::fire);
                while (guest.totalCalls() < before + 100) {
                    Thread.onSpinWait();
                }
                fixture.host.regrant(guest, List.of("none"));
                assertThat(report.get().handlers().getFirst().outcome())
                        .isInstanceOf(TimedOut.class);
                assertThat(fixture.outcome()).isEqualTo(NOTHING_THERE);
                fixture.host.regrant(guest, List.of("all"));
            }
        }
    }

    @Test
    void regrant_racingWithCalls_everyCallUnderOneOrTheOther() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder);
                ExecutorService granter = Executors.newSingleThreadExecutor()) {
            Extension guest = fixture.load("guest", LibcGuest.reads(file), permissions, "all");
            Future<?> granting =
                    granter.submit(() -> {
                        while (!Thread.currentThread().isInterrupted()) {
                            fixture.host.regrant(guest, List.of("none"));
                            fixture.host.regrant(guest, List.of("all"));
                        }
                    });
            for (int i = 0; i < 300; i++) {
                assertThat(fixture.outcome())
                        .isInstanceOfAny(Completed.class, Failed.class, TimedOut.class);
            }
            granting.cancel(true);
        }
    }

    @Test
    void descriptors_manyInstances_allClosed() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Extension guest = fixture.load("guest", LibcGuest.reads(file), permissions, "all");
            fixture.outcome();
            long before = openFiles();
            for (int i = 0; i < 100; i++) {
                guest.cancel();
                assertThat(fixture.outcome()).isEqualTo(new Completed());
            }
            assertThat(openFiles()).isLessThan(before + 50);
        }
    }

    private static long openFiles() throws Exception {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
