package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One extension's end is nobody else's, and costs the host nothing that it doesn't get back.
@Timeout(60)
class ContainmentTest {
    private static final String COUNTS =
            GuestText.module(
                    """
                    (func (export "on_event") (result i32)
                      (global.set $count (i32.add (global.get $count) (i32.const 1)))
                      (global.get $count))
                    """);

    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ ");

    @TempDir private Path folder;

    private static List<CallOutcome> outcomes(HostFixture fixture) throws InterruptedException {
        return fixture.fire().handlers().stream().map(HandlerReport::outcome).toList();
    }

    @Test
    void traps_tenThousandInARow_othersServedAndNothingLeft() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("first", COUNTS);
            fixture.load("hostile", Place.HANDLER.does(GuestText.TRAP));
            fixture.load("last", COUNTS);
            outcomes(fixture);
            long threads = HostFixture.guestThreads();
            long before = beyondTheHeap();
            for (int i = 2; i <= 10_000; i++) {
                List<CallOutcome> outcomes = outcomes(fixture);
                assertThat(outcomes.get(0)).isEqualTo(new Failed(i));
                assertThat(outcomes.get(1)).isInstanceOf(Trapped.class);
                assertThat(outcomes.get(2)).isEqualTo(new Failed(i));
            }
            assertThat(HostFixture.guestThreads()).isEqualTo(threads);
            // a leaked store with its two pages touched would be 1,280 MB by now
            assertThat(beyondTheHeap() - before).isLessThan(128 << 10);
        }
    }

    /// Kilobytes of the process in memory without the Java heap, of which more and more is touched
    /// as time goes by. A heap of the size that tests have lies below 32 GiB, where its references
    /// take four bytes; what is mapped for native code lies far above.
    private static long beyondTheHeap() throws IOException {
        long sum = 0;
        boolean heap = true;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.lookingAt()) {
                heap = Long.parseUnsignedLong(mapping.group(1), 16) < 32L << 30;
            } else if (!heap && line.startsWith("Rss:")) {
                sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void sleep_inOne_othersStartAndRunMeanwhile(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.hurried(folder)) {
            fixture.load("asleep", place.does(GuestText.SLEEP));
            fixture.load("awake", COUNTS);
            List<CallOutcome> outcomes = outcomes(fixture);
            assertThat(outcomes.get(0)).isInstanceOf(TimedOut.class);
            assertThat(outcomes.get(1)).isEqualTo(new Failed(1));
        }
    }

    @Test
    void load_halfWay_leavesNothing() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            long threads = HostFixture.guestThreads();
            for (int i = 0; i < 20; i++) {
                String name = "refused-" + i;
                // valid by its structure, refused by the validator in the compiler's process
                byte[] wasm = invalidBody();
                Path made = fixture.write(name, HostFixture.HOOK, wasm);
                assertThat(
                                org.assertj.core.api.Assertions.catchThrowable(
                                        () -> fixture.host.load(LoadRequest.of(made))))
                        .isInstanceOf(org.frankenterm.extension.api.ExtensionException.class);
            }
            assertThat(HostFixture.guestThreads()).isEqualTo(threads);
            assertThat(outcomes(fixture)).isEmpty();
        }
    }

    /// A handler without a result whose body leaves an i32 behind.
    private static byte[] invalidBody() {
        return new byte[] {
            0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 12, 1, 8, 'o', 'n',
            '_', 'e', 'v', 'e', 'n', 't', 0, 0, 10, 6, 1, 4, 0, 0x41, 0, 0x0b
        };
    }

    @Test
    void extension_loadedAndClosedManyTimes_leavesNothing() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            long threads = HostFixture.guestThreads();
            for (int i = 0; i < 50; i++) {
                Extension extension = fixture.load("guest", COUNTS);
                assertThat(fixture.outcome()).isEqualTo(new Failed(1));
                extension.close();
                assertThat(outcomes(fixture)).isEmpty();
            }
            assertThat(HostFixture.guestThreads()).isEqualTo(threads);
        }
    }

    @Test
    void listener_throws_endsThatCallAlone() throws InterruptedException {
        try (HostFixture fixture =
                HostFixture.listening(
                        folder,
                        entry -> {
                            if (entry.extension().equals("watched")) {
                                throw new IllegalStateException("not today");
                            }
                        })) {
            fixture.load("watched", Place.HANDLER.does(GuestText.LOG));
            fixture.load("other", Place.HANDLER.does(GuestText.LOG));
            List<CallOutcome> outcomes = outcomes(fixture);
            assertThat(outcomes.get(0).message())
                    .isEqualTo(
                            "the guest trapped: the listener for host calls refused ft_log: not today");
            assertThat(outcomes.get(1)).isEqualTo(new Completed());
        }
    }

    @Test
    void fire_onAGuestsThread_refused() throws InterruptedException {
        HostFixture[] self = new HostFixture[1];
        try (HostFixture fixture =
                HostFixture.listening(
                        folder,
                        entry -> {
                            try {
                                self[0].host.fire(Event.of("bell"));
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })) {
            self[0] = fixture;
            fixture.load("guest", Place.HANDLER.does(GuestText.LOG));
            assertThat(fixture.outcome().message())
                    .endsWith("refused ft_log: a guest's thread can't wait for guests");
        }
    }

    @Test
    void listener_leavesThreadInterrupted_extensionGoesOn() throws InterruptedException {
        try (HostFixture fixture =
                HostFixture.listening(folder, entry -> Thread.currentThread().interrupt())) {
            fixture.load("guest", Place.HANDLER.does(GuestText.LOG));
            for (int i = 0; i < 10; i++) {
                assertThat(fixture.outcome()).isEqualTo(new Completed());
            }
        }
    }
}
