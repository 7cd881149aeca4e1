package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTailTest {
    @TempDir private Path temporary;
    private JournalFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new JournalFixture(temporary);
    }

    @Test
    void tail_followed_acrossNewFiles() throws IOException {
        fixture.written(1);
        try (JournalTail tail = new AuditFolder(fixture.state).follow();
                Journal other = fixture.open()) {
            other.lifecycle("git", "loaded", "after");
            List<String> seen = new ArrayList<>();
            while (seen.size() < 2) {
                tail.poll().forEach(record -> seen.add(record.arguments()));
                Thread.onSpinWait();
            }
            assertThat(seen).contains("after").doesNotContain("number 0");
        }
    }

    /// Whoever follows for weeks sees thousands of processes.
    @Test
    void tail_followed_keepsNoFileOpenThatIsGone() throws IOException {
        Path gone = fixture.written(1);
        try (JournalTail tail = new AuditFolder(fixture.state).follow()) {
            Path stays = fixture.written(1);
            assertThat(tail.poll()).hasSize(3);
            assertThat(tail.open()).isEqualTo(2);
            Files.delete(gone);
            Files.write(
                    stays,
                    "x".repeat(200_000).getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.APPEND);

            assertThat(tail.poll()).isEmpty();
            assertThat(tail.open()).isEqualTo(1);
        }
    }

    @Test
    void tail_folderAwayForAWhile_tellsNothingTwice() throws IOException {
        try (JournalTail tail = new AuditFolder(fixture.state).follow()) {
            fixture.written(1);
            assertThat(tail.poll()).hasSize(3);
            Path away = fixture.state.resolve("away");
            Files.move(fixture.folder.folder(), away);
            assertThat(tail.poll()).isEmpty();
            Files.move(away, fixture.folder.folder());

            assertThat(tail.poll()).isEmpty();
        }
    }
}
