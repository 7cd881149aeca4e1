package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.frankenterm.extension.RecordedRun.Replayed;
import org.frankenterm.extension.api.Event;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A recorded run and its replay do the same: the same calls, actions and log.
class ReplayTest {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Pattern EVENT = Pattern.compile("event = \"([a-z_.]+)\"");

    @TempDir private Path folder;

    static List<Path> examples() throws IOException {
        return ExamplesTest.built();
    }

    /// Twice each event that it listens to; those of std-tour read clocks, randomness and files,
    /// panic and print.
    @ParameterizedTest
    @MethodSource("examples")
    void replay_example_same(Path example) throws Exception {
        Path source = EXAMPLES.resolve(example);
        Event[] events = events(source);
        Path file = folder.resolve("run.ftrec");
        RecordedRun recorded =
                RecordedRun.record(LoadRequest.of(source).withGrants("all"), file, events);
        assertThat(recorded.calls()).hasSizeGreaterThanOrEqualTo(events.length);
        assertThat(recorded.log()).isNotEmpty();

        Replayed replayed = RecordedRun.replay(file);

        assertThat(replayed.report().difference()).isEmpty();
        assertThat(replayed.report().end()).isEmpty();
        assertThat(replayed.report().sameModule()).isTrue();
        assertThat(replayed.run()).isEqualTo(recorded);
    }

    private static Event[] events(Path source) throws IOException {
        String manifest = Files.readString(source.resolve("extension.toml"));
        return EVENT.matcher(manifest)
                .results()
                .map((MatchResult found) -> found.group(1))
                .flatMap(name -> Stream.of(name, name))
                .map(Event::of)
                .toArray(Event[]::new);
    }
}
