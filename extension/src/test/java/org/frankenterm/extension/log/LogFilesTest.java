package org.frankenterm.extension.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogFilesTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T10:11:12Z"));

    @TempDir private Path temporary;
    private final List<String> trouble = new ArrayList<>();

    private LogFiles open() {
        return LogFiles.open(temporary, CLOCK, trouble::add);
    }

    private List<String> read(String name) {
        try (LogFolder logs = new LogFolder(temporary, Optional.of(new ExtensionId(name)))) {
            return logs.poll();
        }
    }

    private Path file(String name) {
        return temporary.resolve("logs").resolve(name);
    }

    @Test
    void line_written_timeLevelAndNameForTheUserOnly() throws IOException {
        try (LogFiles files = open()) {
            files.write(LogLevel.WARN, "Git", "said");
        }

        assertThat(read("git")).containsExactly("2026-11-22T10:11:12.000Z WARN  [Git] said");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("git.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void logger_ofAGuest_keepsInfoAndMoreSanitised() {
        try (LogFiles files = open()) {
            HostLog log = HostLog.open(LogFilter.parse("off"), CLOCK, _ -> {}, files);
            Logger guest = log.guest("git");
            assertThat(guest.enabled(LogLevel.INFO)).isTrue();
            assertThat(guest.enabled(LogLevel.DEBUG)).isFalse();
            guest.log(LogLevel.DEBUG, "no");
            guest.log(LogLevel.INFO, "a\u001b[2J\nb");
            log.hostCalls("git").log(LogLevel.ERROR, "not the guest");
        }

        assertThat(read("git"))
                .containsExactly("2026-11-22T10:11:12.000Z INFO  [git] a\\u{1b}[2J\\u{a}b");
    }

    @Test
    void files_full_rotatedAndBounded() throws IOException {
        LogFile log =
                new LogFile(Files.createDirectories(temporary.resolve("logs")).resolve("git.log"));
        String line = "x".repeat(1023) + "\n";
        for (int i = 0; i < 5 * 1024; i++) {
            log.append(line);
        }

        assertThat(file("git.log.3")).doesNotExist();
        assertThat(Files.size(file("git.log.1"))).isEqualTo(LogFile.MAX_BYTES);
        assertThat(Files.size(file("git.log.2"))).isEqualTo(LogFile.MAX_BYTES);
        assertThat(read("git")).hasSizeBetween(2 * 1024, 3 * 1024);
    }

    /// A guest's lines of escape sequences are six times as long when they are harmless.
    @Test
    void files_hugeLinesAtOnce_rotatedAndBoundedAllTheSame() throws IOException {
        LogFile log =
                new LogFile(Files.createDirectories(temporary.resolve("logs")).resolve("git.log"));
        String line = "x".repeat(48 << 10) + "\n";
        log.append(line.repeat(100) + "y, the last\n");

        for (String name : List.of("git.log", "git.log.1", "git.log.2")) {
            assertThat(Files.size(file(name)))
                    .as(name)
                    .isLessThanOrEqualTo(LogFile.MAX_BYTES + 2 * LogFile.BLOCK_BYTES);
        }
        assertThat(read("git").getLast()).isEqualTo("y, the last");
        assertThat(read("git").size()).isBetween(40, 80);
    }

    @Test
    void flood_ofHugeLines_keepsLittleInMemory() {
        int lines = 2_000;
        String huge = "x".repeat(48 << 10);
        try (LogFiles files = open()) {
            for (int i = 0; i < lines; i++) {
                files.write(LogLevel.INFO, "git", huge);
                assertThat(files.waitingChars()).isLessThanOrEqualTo(8 << 20);
            }
        }
        assertThat(read("git").size()).isBetween(1, lines / 10);
    }

    @Test
    void flood_moreThanTheDiskTakes_countedAndSaid() {
        int lines = 200_000;
        try (LogFiles files = open()) {
            for (int i = 0; i < lines; i++) {
                files.write(LogLevel.INFO, "git", "n");
            }
        }

        List<String> kept = read("git");
        long dropped =
                kept.stream()
                        .filter(line -> line.endsWith("lines dropped: the disk was too slow"))
                        .map(line -> line.replaceAll(".*\\] ([0-9,]+) lines.*", "$1"))
                        .mapToLong(count -> Long.parseLong(count.replace(",", "")))
                        .sum();
        long said = kept.stream().filter(line -> line.endsWith("] n")).count();
        assertThat(said).isPositive();
        assertThat(said + dropped).isLessThanOrEqualTo(lines);
    }

    @Test
    void folder_follow_goesOnAfterRotation() throws IOException {
        LogFile log =
                new LogFile(Files.createDirectories(temporary.resolve("logs")).resolve("git.log"));
        log.append("first\n");
        try (LogFolder logs = new LogFolder(temporary, Optional.empty())) {
            assertThat(logs.poll()).containsExactly("first");
            log.append("second\n");
            Files.move(file("git.log"), log.older(1));
            log.append("third\n");

            assertThat(logs.poll()).containsExactly("second", "third");
            assertThat(logs.poll()).isEmpty();
        }
    }

    @Test
    void folder_follow_losesNothingToSeveralRotationsAtOnce() throws IOException {
        LogFile log =
                new LogFile(Files.createDirectories(temporary.resolve("logs")).resolve("git.log"));
        log.append("1 first\n");
        try (LogFolder logs = new LogFolder(temporary, Optional.empty())) {
            assertThat(logs.poll()).containsExactly("1 first");
            for (String line : List.of("2 in the oldest", "3 in the older")) {
                log.append(line + "\n");
                log.append("-".repeat((int) LogFile.MAX_BYTES) + "\n");
            }
            log.append("4 in the newest\n");

            assertThat(logs.poll())
                    .filteredOn(line -> !line.startsWith("-"))
                    .containsExactly("2 in the oldest", "3 in the older", "4 in the newest");
            assertThat(logs.poll()).isEmpty();
        }
    }

    @Test
    void folder_aLinkOrOpenToOthers_refused() throws IOException {
        Path logs = Files.createDirectories(temporary.resolve("logs"));
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(this::open)
                .withMessageContaining("can't keep logs");
    }

    @Test
    void file_aLink_notFollowed() throws IOException {
        Files.createDirectories(temporary.resolve("logs"));
        Path target = Files.writeString(temporary.resolve("target"), "mine");
        try (LogFiles files = open()) {
            Files.createSymbolicLink(file("git.log"), target);
            files.write(LogLevel.INFO, "git", "said");
        }

        assertThat(target).hasContent("mine");
        assertThat(trouble).singleElement().asString().contains("can't write the logs");
    }
}
