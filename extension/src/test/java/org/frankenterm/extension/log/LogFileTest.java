package org.frankenterm.extension.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.frankenterm.extension.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One log that several processes write and make older.
class LogFileTest {
    private static final int WRITERS = 3;
    private static final int LINES = 400;

    /// So that the lines of all writers fill the log and both older ones, but for little.
    private static final int LINE_CHARS = 2_000;

    @TempDir private Path temporary;

    @Test
    @Timeout(120)
    void append_severalProcessesAcrossRotations_losesNoLine() throws Exception {
        Path logs = Files.createDirectory(temporary.resolve("logs"));
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(start(logs.resolve("git.log"), "writer" + i));
        }
        for (Process writer : writers) {
            assertThat(writer.waitFor()).isZero();
        }

        try (LogFolder folder = new LogFolder(temporary, Optional.empty())) {
            assertThat(folder.poll().stream().map(line -> line.substring(0, line.indexOf('-'))))
                    .containsExactlyInAnyOrderElementsOf(expected());
        }
        assertThat(logs.resolve("git.log.2")).exists();
    }

    private static List<String> expected() {
        return IntStream.range(0, WRITERS)
                .boxed()
                .flatMap(i -> IntStream.range(0, LINES).mapToObj(n -> "writer" + i + " " + n))
                .toList();
    }

    private static Process start(Path log, String name) throws IOException {
        return ChildJvm.of(LogFile.class, Writer.class, "-XX:TieredStopAtLevel=1", log, name)
                .inheritIO()
                .start();
    }

    /// The program of the children.
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            LogFile log = new LogFile(Path.of(arguments[0]));
            for (int n = 0; n < LINES; n++) {
                log.append("%s %d".formatted(arguments[1], n) + "-".repeat(LINE_CHARS) + "\n");
            }
        }
    }
}
