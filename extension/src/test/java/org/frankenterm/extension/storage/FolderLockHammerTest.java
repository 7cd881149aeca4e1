package org.frankenterm.extension.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Threads of one process that open databases of one folder, some of them without patience.
@Timeout(60)
class FolderLockHammerTest {
    private static final int ROUNDS = 100;

    @TempDir private Path folder;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private int inside;
    private int counted;

    private void open(Patience patience) throws IOException {
        try (FolderLock _ = FolderLock.take(folder, patience)) {
            inside++;
            assertThat(inside).isEqualTo(1);
            counted++;
            inside--;
            taken.incrementAndGet();
        } catch (StorageProblem busy) {
            assertThat(busy.kind()).isEqualTo(Kind.BUSY);
            refused.incrementAndGet();
        }
    }

    @Test
    void take_byAll_oneAtATimeAndNoneIsLeftTaken() throws Exception {
        Crowd.run(thread -> {
            boolean hurried = thread % 2 == 1;
            Patience patience = new Patience();
            patience.begin(() -> hurried);
            for (int i = 0; i < ROUNDS; i++) {
                open(patience);
            }
        });

        assertThat(taken.get() + refused.get()).isEqualTo(Crowd.THREADS * ROUNDS);
        assertThat(taken).hasValueGreaterThanOrEqualTo(Crowd.THREADS / 2 * ROUNDS);
        assertThat(counted).isEqualTo(taken.get());
        Patience none = new Patience();
        none.begin(() -> true);
        FolderLock.take(folder, none).close();
    }
}
