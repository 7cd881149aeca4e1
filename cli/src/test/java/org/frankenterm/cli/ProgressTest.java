package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch said = new CountDownLatch(1);

    @Test
    @Timeout(60)
    void progress_longWork_isTold() throws InterruptedException {
        try (var _ = Progress.of("compiling x", invocation(true), Duration.ZERO)) {
            said.await();
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("frankenterm: compiling x …");
    }

    @Test
    void progress_workDoneInTime_isNotTold() {
        Progress.of("compiling x", invocation(true), Duration.ofDays(1)).close();

        assertThat(bytes.size()).isZero();
    }

    @Test
    void progress_noTerminal_nobodyWatches() {
        Progress progress = Progress.of("compiling x", invocation(false), Duration.ZERO);

        assertThat(progress.watched()).isFalse();
        progress.close();
    }

    private Invocation invocation(boolean terminal) {
        PrintStream err =
                new PrintStream(bytes, true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String line) {
                        super.println(line);
                        said.countDown();
                    }
                };
        PrintStream out =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Invocation(new Streams(out, err, terminal, terminal), Map.of());
    }
}
