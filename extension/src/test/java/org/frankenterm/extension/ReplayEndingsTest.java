package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.RecordedRun.Replayed;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A replay ends as the recorded run did, however that was, wherever guest code runs, and on the
/// instance made after it too.
@Timeout(60)
class ReplayEndingsTest {
    private static final Event EVENT = Event.of(HostFixture.EVENT);

    @TempDir private Path folder;

    static Stream<Arguments> misbehaviours() {
        return Stream.of(Place.values())
                .flatMap(place ->
                        Stream.of(
                                        GuestText.LOOP,
                                        GuestText.LOG + GuestText.LOOP,
                                        GuestText.SLEEP,
                                        GuestText.TRAP,
                                        GuestText.RECURSE,
                                        GuestText.GROW_MEMORY,
                                        GuestText.CALL_THE_HOST,
                                        GuestText.exit(0),
                                        GuestText.exit(3),
                                        GuestText.LOG)
                                .map(what -> Arguments.of(place, what)));
    }

    @ParameterizedTest
    @MethodSource("misbehaviours")
    void replay_guestThatEndsBadly_same(Place place, String what) throws Exception {
        Path file = folder.resolve("run.ftrec");
        RecordedRun recorded = record(place.does(what), file, Duration.ofMillis(200));

        Replayed replayed = RecordedRun.replay(file);

        assertThat(replayed.report().difference()).isEmpty();
        assertThat(replayed.report().end()).isEmpty();
        assertThat(replayed.run().log()).isEqualTo(recorded.log());
        assertThat(withoutNames(replayed.run())).isEqualTo(withoutNames(recorded));
    }

    /// What fails at its start is reported for the handler that it was started for, and in a replay
    /// for the function that failed, of which neither fuel nor calls are the handler's.
    private static List<String> withoutNames(RecordedRun run) {
        return run.calls().stream()
                .map(call -> call.replaceFirst("^\\S* (on_event|start|_start|_initialize) ", ""))
                .toList();
    }

    private RecordedRun record(String wat, Path file, Duration time)
            throws IOException, InterruptedException {
        Path guest = Files.createDirectory(folder.resolve("guest"));
        Files.writeString(
                guest.resolve("extension.toml"),
                "[extension]\nname = \"guest\"\n" + HostFixture.HOOK);
        Files.write(guest.resolve("main.wasm"), Wat.toBinary(wat));
        ResourceLimits most = ResourceLimits.MAXIMUM;
        ResourceLimits hurried =
                new ResourceLimits(most.maxMemoryBytes(), most.fuelPerCall(), time, 1 << 20);
        RecordedRun run;
        do {
            run =
                    RecordedRun.record(
                            RecordedRun.config(hurried), LoadRequest.of(guest), file, EVENT, EVENT);
        } while (run.calls().stream().anyMatch(ReplayEndingsTest::reportedByAnother));
        return run;
    }

    /// On a busy machine whoever waits for the guest may report before it does.
    private static boolean reportedByAnother(String call) {
        return call.contains("hasn't come back") || call.contains("is stuck");
    }

    /// What the clock stopped is stopped by fuel, so the host's own time limit is not waited for.
    @Test
    void replay_loopThatTimedOut_noLongerThanItTook() throws Exception {
        Path file = folder.resolve("run.ftrec");
        record(Place.HANDLER.does(GuestText.LOOP), file, Duration.ofMillis(200));
        Replayed replayed = RecordedRun.replay(file);
        assertThat(replayed.run().calls()).hasSize(2).allMatch(call -> call.contains("timed out"));
    }
}
