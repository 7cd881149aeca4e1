package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.posix.Answers.folder;
import static org.frankenterm.posix.Answers.ok;
import static org.frankenterm.posix.Answers.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimestampsTest {
    private static final Timestamp KEEP = new Timestamp.Keep();
    private static final Timestamp NOW = new Timestamp.Now();
    private static final long THEN = 1_234_567_890_123_456_789L;

    @TempDir Path temporary;

    private static void set(Fd fd, Timestamp accessed, Timestamp modified) {
        assertThat(fd.setTimes(new Timestamps(accessed, modified))).isZero();
    }

    @Test
    void setTimes_file_toTheNanosecond() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        try (Fd fd = open(file, OpenHow.read())) {
            set(fd, new Timestamp.At(THEN), new Timestamp.At(THEN + 1));

            assertThat(ok(fd.status()).accessedNanos()).isEqualTo(THEN);
            assertThat(ok(fd.status()).modifiedNanos()).isEqualTo(THEN + 1);
        }
    }

    @Test
    void setTimes_keep_onlyTheOther() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        try (Fd fd = open(file, OpenHow.path())) {
            set(fd, new Timestamp.At(THEN), new Timestamp.At(THEN));
            set(fd, KEEP, new Timestamp.At(THEN + 5));
            set(fd, new Timestamp.At(THEN + 7), KEEP);

            assertThat(ok(fd.status()).accessedNanos()).isEqualTo(THEN + 7);
            assertThat(ok(fd.status()).modifiedNanos()).isEqualTo(THEN + 5);
        }
    }

    @Test
    void setTimes_now_later() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        try (Fd fd = open(file, OpenHow.path())) {
            set(fd, new Timestamp.At(THEN), new Timestamp.At(THEN));
            set(fd, NOW, NOW);

            assertThat(ok(fd.status()).accessedNanos()).isGreaterThan(THEN);
            assertThat(ok(fd.status()).modifiedNanos()).isGreaterThan(THEN);
        }
    }

    @Test
    void setTimes_before1970_kept() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        try (Fd fd = open(file, OpenHow.path())) {
            set(fd, KEEP, new Timestamp.At(-1_500_000_000));

            assertThat(ok(fd.status()).modifiedNanos()).isEqualTo(-1_500_000_000);
        }
    }

    @Test
    void setTimes_folder_itself() {
        try (Fd fd = folder(temporary)) {
            set(fd, KEEP, new Timestamp.At(THEN));

            assertThat(ok(fd.status()).modifiedNanos()).isEqualTo(THEN);
        }
    }

    @Test
    void setTimes_link_notItsTarget() throws IOException {
        Path target = Files.createFile(temporary.resolve("target"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), target);
        try (Fd fd = open(target, OpenHow.path());
                Fd itself = open(link, OpenHow.path().noFollow(true))) {
            long before = ok(fd.status()).modifiedNanos();
            set(itself, KEEP, new Timestamp.At(THEN));

            assertThat(ok(itself.status()).modifiedNanos()).isEqualTo(THEN);
            assertThat(ok(fd.status()).modifiedNanos()).isEqualTo(before);
        }
    }
}
