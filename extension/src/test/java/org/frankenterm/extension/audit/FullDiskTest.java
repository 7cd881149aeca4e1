package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.frankenterm.extension.testing.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real file system that is full for a while.
@Timeout(120)
class FullDiskTest {
    @TempDir private Path temporary;

    @Test
    void disk_fullForAWhile_nothingLostAndNothingBroken() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("disk"));
        try (SmallDisk disk = SmallDisk.over(folder, "256k")) {
            JournalFixture fixture = new JournalFixture(folder);
            long records = 0;
            try (Journal journal = fixture.open()) {
                while (fixture.trouble.isEmpty()) {
                    journal.lifecycle("git", "loaded", "" + records++);
                    Thread.onSpinWait();
                }
                assertThat(fixture.trouble.getFirst()).contains("can't write the audit");
                disk.resize("512m");
            }

            assertThat(fixture.records("git").map(JournalRecord::arguments).map(Long::parseLong))
                    .containsExactlyElementsOf(LongStream.range(0, records).boxed().toList());
            assertThat(fixture.verify().findings()).isEmpty();
        }
    }
}
