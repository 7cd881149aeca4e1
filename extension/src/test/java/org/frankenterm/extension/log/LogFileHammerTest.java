package org.frankenterm.extension.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One log that many threads of a process write and make older.
@Timeout(60)
class LogFileHammerTest {
    private static final int LINES = 300;

    /// So that the lines of all writers fill the log and the first older one, and some of the
    /// second, and nothing falls out.
    private static final int LINE_CHARS = 1_000;

    @TempDir private Path folder;

    private List<String> linesOf(LogFile log, Path file) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Path one : List.of(log.older(2), log.older(1), file)) {
            assertThat(Files.size(one)).isLessThan(LogFile.MAX_BYTES + 2 * LogFile.BLOCK_BYTES);
            lines.addAll(Files.readAllLines(one));
        }
        return lines;
    }

    @Test
    void append_manyThreadsAcrossRotations_everyLineOnceAndInOrder() throws Exception {
        Path file = folder.resolve("git.log");
        Crowd.run(thread -> {
            LogFile log = new LogFile(file);
            for (int n = 0; n < LINES; n++) {
                log.append(thread + " " + n + "-".repeat(LINE_CHARS) + "\n");
            }
        });

        List<String> lines = linesOf(new LogFile(file), file);
        assertThat(lines).hasSize(Crowd.THREADS * LINES);
        for (int thread = 0; thread < Crowd.THREADS; thread++) {
            String mark = thread + " ";
            List<String> expected =
                    IntStream.range(0, LINES)
                            .mapToObj(n -> mark + n + "-".repeat(LINE_CHARS))
                            .toList();
            assertThat(lines.stream().filter(line -> line.startsWith(mark)))
                    .containsExactlyElementsOf(expected);
        }
    }
}
