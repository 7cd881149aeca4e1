package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.frankenterm.posix.Answers.bytes;
import static org.frankenterm.posix.Answers.ok;
import static org.frankenterm.posix.Answers.open;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollTest {
    private static final long FOREVER = Long.MAX_VALUE;
    private static final Readiness NOTHING = new Readiness(false, false, false, false, 0);

    @TempDir Path temporary;
    private Path fifo;

    @BeforeEach
    void makeFifo() throws IOException, InterruptedException {
        fifo = temporary.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    }

    private static void write(Fd to, String text) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(text.length()).put(bytes(text)).flip();
        assertThat(new FileContent(to).write(new ByteBuffer[] {buffer}, 1))
                .isEqualTo(text.length());
    }

    @Test
    void await_somethingWritten_readableWithItsSize() {
        try (Fd reader = open(fifo, OpenHow.read());
                Fd writer = open(fifo, OpenHow.write())) {
            write(writer, "seven!!");

            assertThat(
                            ok(
                                    Poll.await(
                                            List.of(
                                                    new Interest(reader, true, false),
                                                    new Interest(writer, false, true)),
                                            FOREVER)))
                    .containsExactly(
                            new Readiness(true, false, false, false, 7),
                            new Readiness(false, true, false, false, 0));
        }
    }

    @Test
    void await_otherEndGone_hangup() {
        try (Fd reader = open(fifo, OpenHow.read())) {
            try (Fd writer = open(fifo, OpenHow.write())) {
                write(writer, "last");
            }
            assertThat(ok(Poll.await(List.of(new Interest(reader, true, false)), FOREVER)))
                    .containsExactly(new Readiness(true, false, true, false, 4));
        }
    }

    @Test
    void await_nobodyReads_error() {
        Fd reader = open(fifo, OpenHow.read());
        try (Fd writer = open(fifo, OpenHow.write())) {
            reader.close();

            assertThat(ok(Poll.await(List.of(new Interest(writer, false, true)), FOREVER)))
                    .singleElement()
                    .satisfies(ready -> assertThat(ready.error()).isTrue());
        }
    }

    @Test
    void await_nothingHappens_untilTheTimeIsOver() {
        try (Fd both = open(fifo, OpenHow.readWrite())) {
            long start = System.nanoTime();
            long wait = TimeUnit.MILLISECONDS.toNanos(30);

            assertThat(ok(Poll.await(List.of(new Interest(both, true, false)), wait)))
                    .containsExactly(NOTHING);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(wait);
        }
    }

    @Test
    void await_noTime_onlyLooks() {
        try (Fd both = open(fifo, OpenHow.readWrite())) {
            assertThat(ok(Poll.await(List.of(new Interest(both, true, true)), 0)))
                    .containsExactly(new Readiness(false, true, false, false, 0));
            assertThat(ok(Poll.await(List.of(new Interest(both, true, false)), -5)))
                    .containsExactly(NOTHING);
        }
    }

    @Test
    void await_writtenMeanwhile_wakes() throws InterruptedException {
        try (Fd reader = open(fifo, OpenHow.read());
                Fd writer = open(fifo, OpenHow.write())) {
            assertThat(writer.isOpen()).isTrue();
            Thread other =
                    Thread.ofPlatform()
                            .start(() -> {
                                try (Fd own = open(fifo, OpenHow.write())) {
                                    write(own, "x");
                                }
                            });
            assertThat(ok(Poll.await(List.of(new Interest(reader, true, false)), FOREVER)))
                    .containsExactly(new Readiness(true, false, false, false, 1));
            other.join();
        }
    }

    @Test
    void await_regularFile_alwaysReady() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "12345");
        try (Fd fd = open(file, OpenHow.readWrite())) {
            assertThat(ok(Poll.await(List.of(new Interest(fd, true, true)), FOREVER)))
                    .containsExactly(new Readiness(true, true, false, false, 5));
        }
    }

    @Test
    void await_place_error() {
        try (Fd place = open(temporary, OpenHow.path())) {
            assertThat(ok(Poll.await(List.of(new Interest(place, true, true)), FOREVER)))
                    .containsExactly(new Readiness(false, false, false, true, 0));
        }
    }

    @Test
    void await_nobody_onlyWaits() {
        assertThat(ok(Poll.await(List.of(), 1))).isEmpty();
    }

    @Test
    void await_tooMany_refused() {
        try (Fd both = open(fifo, OpenHow.readWrite())) {
            Interest interest = new Interest(both, false, true);
            int most = Poll.MAX_INTERESTS;

            assertThat(ok(Poll.await(Collections.nCopies(most, interest), 0)))
                    .hasSize(most)
                    .allMatch(Readiness::writable);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Poll.await(Collections.nCopies(most + 1, interest), 0));
        }
    }

    @Test
    void await_closed_refused() {
        Fd both = open(fifo, OpenHow.readWrite());
        both.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> Poll.await(List.of(new Interest(both, true, false)), 0));
    }
}
