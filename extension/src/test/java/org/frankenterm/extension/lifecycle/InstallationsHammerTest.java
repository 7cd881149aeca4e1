package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.refused;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.frankenterm.extension.api.ExtensionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Threads that change what is installed at once.
@Timeout(60)
class InstallationsHammerTest {
    private static final int THREADS = 8;

    @TempDir private Path folder;
    private InstallationsFixture user;

    @BeforeEach
    void home() {
        user = new InstallationsFixture(folder.resolve("home"));
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }

    @Test
    void install_sameNameByAll_oneHasIt() throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String number = i + ".0.0";
            tasks.add(() -> refused(() -> user.install(version(GIT, number))));
        }
        assertThat(all(tasks)).containsOnlyOnce(false);
        assertThat(user.paths()).isEqualTo(user.expectedPaths());
    }

    @Test
    void install_anotherNameByEach_allAreThere() throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            ExtensionId id = new ExtensionId("git" + i);
            tasks.add(() -> refused(() -> user.install(version(id, "1.0.0"))));
        }
        assertThat(all(tasks)).containsOnly(false);
        assertThat(user.installations().list()).hasSize(THREADS);
        assertThat(user.paths()).isEqualTo(user.expectedPaths());
    }

    /// Who looks sees the old or the new, or nothing; never half of it, and brings nothing back.
    @Test
    void look_whileItIsInstalledAndRemoved_neverUnsound() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        tasks.add(() -> {
            for (int i = 0; i < 15; i++) {
                user.install(version(GIT, "1.0.0"));
                user.installations().remove(GIT, false);
            }
            over.set(true);
            return true;
        });
        for (int i = 1; i < 3; i++) {
            tasks.add(() -> {
                boolean sound = true;
                while (!over.get()) {
                    sound &=
                            user.installations().list().stream()
                                    .allMatch(Installed.Sound.class::isInstance);
                }
                return sound;
            });
        }
        assertThat(all(tasks)).containsOnly(true);
        assertThat(user.paths()).isEmpty();
    }
}
