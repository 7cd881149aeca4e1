package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExtensionsLockTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve(".lock");
    }

    @Test
    void take_heldByThisThread_refusedInsteadOfForEver() {
        try (var _ = ExtensionsLock.take(file)) {
            assertThat(ExtensionsLock.tryTake(file)).isNull();
            assertThatThrownBy(() -> ExtensionsLock.take(file, Duration.ZERO))
                    .isInstanceOf(ExtensionException.class)
                    .hasMessageContaining("wait for it, or end it");
        }
        try (var lock = ExtensionsLock.tryTake(file)) {
            assertThat(lock).as("after it was given up").isNotNull();
        }
    }

    @Test
    void take_heldByAnotherThread_waits() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<String> second;
            try (var _ = ExtensionsLock.take(file)) {
                assertThat(other.submit(() -> ExtensionsLock.tryTake(file) == null).get()).isTrue();
                second =
                        other.submit(() -> {
                            try (var _ = ExtensionsLock.take(file)) {
                                return "taken";
                            }
                        });
            }
            assertThat(second.get()).isEqualTo("taken");
        }
    }

    @Test
    void take_heldByAnotherProcess_freeWhenThatIsKilled() throws Exception {
        Process holder = Child.start(LockHolder.class, file.toString());
        assertThat(holder.inputReader().readLine()).isEqualTo("held");
        assertThat(ExtensionsLock.tryTake(file)).isNull();
        assertThatThrownBy(() -> ExtensionsLock.take(file, Duration.ZERO))
                .hasMessageContaining("another process is changing what is installed");

        holder.destroyForcibly().waitFor();

        try (var lock = ExtensionsLock.tryTake(file)) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void take_interrupted_saysSoAndStaysInterrupted() throws Exception {
        try (var _ = ExtensionsLock.take(file);
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<String> waiting =
                    other.submit(() -> {
                        Thread.currentThread().interrupt();
                        try (var _ = ExtensionsLock.take(file)) {
                            return "taken";
                        } catch (ExtensionException e) {
                            return e.message() + Thread.interrupted();
                        }
                    });
            assertThat(waiting.get()).startsWith("interrupted while").endsWith("true");
        }
    }

    @Test
    void take_linkInItsPlace_refusedAndNothingMade() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(() -> ExtensionsLock.take(file)).hasMessageContaining("can't lock");
        assertThat(elsewhere).doesNotExist();

        Files.delete(file);
        try (var lock = ExtensionsLock.tryTake(file)) {
            assertThat(lock).as("the failure gave everything up").isNotNull();
        }
    }

    @Test
    void take_itself_fileIsTheOwnersAlone() throws Exception {
        try (var _ = ExtensionsLock.take(file)) {
            assertThat(Files.getAttribute(file, "unix:mode")).isEqualTo(0100600);
        }
    }
}
