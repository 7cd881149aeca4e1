package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.testing.Crowd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Threads of one process that change what is installed: some wait for their turn, some don't.
@Timeout(60)
class ExtensionsLockHammerTest {
    private static final int ROUNDS = 10;
    private static final int TRIES = 200;

    @TempDir private Path folder;
    private final AtomicInteger taken = new AtomicInteger();
    private int inside;
    private int counted;

    private void change(Path file) {
        inside++;
        assertThat(inside).isEqualTo(1);
        assertThat(ExtensionsLock.tryTake(file)).as("it is taken").isNull();
        counted++;
        inside--;
        taken.incrementAndGet();
    }

    private void takeAll(Path file) {
        for (int i = 0; i < ROUNDS; i++) {
            try (ExtensionsLock _ = ExtensionsLock.take(file)) {
                change(file);
            }
        }
    }

    private void tryAll(Path file) {
        for (int i = 0; i < TRIES; i++) {
            @Nullable ExtensionsLock lock = ExtensionsLock.tryTake(file);
            if (lock != null) {
                try (lock) {
                    change(file);
                }
            }
        }
    }

    @Test
    void take_byAll_oneAtATimeAndNoneIsLeftTaken() throws Exception {
        Path file = folder.resolve(".lock");
        Crowd.run(thread -> {
            if (thread % 2 == 0) {
                takeAll(file);
            } else {
                tryAll(file);
            }
        });

        assertThat(taken).hasValueGreaterThanOrEqualTo(Crowd.THREADS / 2 * ROUNDS);
        assertThat(counted).isEqualTo(taken.get());
        try (ExtensionsLock lock = ExtensionsLock.tryTake(file)) {
            assertThat(lock).isNotNull();
        }
    }
}
