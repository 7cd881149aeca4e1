package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real file system that is full for a while. Mounting one needs root.
@Timeout(120)
class FullDiskTest {
    @TempDir private Path temporary;
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(temporary.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=256k,mode=0700", "tmpfs", disk) == 0;
        assumeTrue(mounted, "no file system can be mounted here: run this as root");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk)).isZero();
        }
    }

    private static int run(Object... command) throws IOException, InterruptedException {
        String[] words = new String[command.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = command[i].toString();
        }
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void disk_fullForAWhile_nothingLostAndNothingBroken() throws Exception {
        JournalFixture fixture = new JournalFixture(disk);
        long records = 0;
        try (Journal journal = fixture.open()) {
            while (fixture.trouble.isEmpty()) {
                journal.lifecycle("git", "loaded", "" + records++);
                Thread.onSpinWait();
            }
            assertThat(fixture.trouble.getFirst()).contains("can't write the audit");
            assertThat(run("mount", "-o", "remount,size=512m", disk)).isZero();
        }

        assertThat(fixture.records("git").map(JournalRecord::arguments).map(Long::parseLong))
                .containsExactlyElementsOf(LongStream.range(0, records).boxed().toList());
        assertThat(fixture.verify().findings()).isEmpty();
    }
}
