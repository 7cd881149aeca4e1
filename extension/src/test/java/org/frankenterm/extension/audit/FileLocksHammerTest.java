package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Threads of one process that take the same locks, and show that they live.
@Timeout(60)
class FileLocksHammerTest {
    private static final int ROUNDS = 300;

    @TempDir private Path folder;
    private int inside;
    private int counted;

    private Path mark(int thread) {
        return folder.resolve("mark" + thread);
    }

    private int count() {
        inside++;
        int alone = inside;
        counted++;
        inside--;
        return alone;
    }

    @Test
    void locked_byAll_oneAtATime() throws Exception {
        Path lock = folder.resolve("lock");
        Crowd.run(_ -> {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(FileLocks.locked(lock, this::count)).isEqualTo(1);
            }
        });
        assertThat(counted).isEqualTo(Crowd.THREADS * ROUNDS);
    }

    /// Whoever looks at a mark opens its file, and closing that would give up the lock.
    @Test
    void mark_whileAllLookAtAll_standsUntilItIsClosed() throws Exception {
        Crowd.run(thread -> {
            for (int i = 0; i < ROUNDS / Crowd.THREADS; i++) {
                markAndLook(thread);
            }
        });
        for (int thread = 0; thread < Crowd.THREADS; thread++) {
            assertThat(mark(thread)).doesNotExist();
            assertThat(FileLocks.marked(mark(thread))).isFalse();
        }
    }

    private void markAndLook(int thread) throws IOException {
        try (Closeable _ = FileLocks.mark(mark(thread))) {
            for (int other = 0; other < Crowd.THREADS; other++) {
                boolean marked = FileLocks.marked(mark(other));
                assertThat(marked || other != thread).isTrue();
            }
            assertThat(Files.exists(mark(thread))).isTrue();
            assertThat(FileLocks.marked(mark(thread))).isTrue();
        }
        assertThat(FileLocks.marked(mark(thread))).isFalse();
    }

    /// What somebody left who was killed marks nothing, however many look at it.
    @Test
    void marked_leftBehind_falseToAll() throws Exception {
        Path left = Files.createFile(mark(0));
        Crowd.run(_ -> {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(FileLocks.marked(left)).isFalse();
            }
        });
    }
}
