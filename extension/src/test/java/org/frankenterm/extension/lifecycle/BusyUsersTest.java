package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.OTHER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.frankenterm.extension.api.ExtensionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many processes that change the same two extensions at once.
@Timeout(300)
class BusyUsersTest {
    @TempDir private Path folder;
    private InstallationsFixture user;
    private final long seed = new Random().nextLong();

    @BeforeEach
    void home() {
        user = new InstallationsFixture(folder.resolve("home"));
    }

    private List<Process> start(int processes, int changes) throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            children.add(
                    Child.start(
                            BusyUser.class,
                            user.home.toString(),
                            Long.toString(seed + i),
                            Integer.toString(changes)));
        }
        return children;
    }

    @Test
    void processes_ten_everyChangeAsAWholeOrNotAtAll() throws Exception {
        int done = 0;
        for (Process child : start(10, 20)) {
            List<String> lines = child.inputReader().lines().toList();
            assertThat(lines).as("seed %d", seed).hasSize(20).isSubsetOf("done", "late");
            done += (int) lines.stream().filter("done"::equals).count();
            assertThat(child.waitFor()).isZero();
        }
        assertThat(done).isPositive();
        assertSound();
    }

    /// At whatever instruction they are, within the writing of a single file too.
    @Test
    void processes_killedAtAnyMoment_alwaysALegalState() throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            List<Process> children = start(2, 10_000);
            for (Process child : children) {
                for (int i = random.nextInt(15); i >= 0; i--) {
                    assertThat(child.inputReader().readLine())
                            .as("seed %d", seed)
                            .isIn("done", "late");
                }
                child.destroyForcibly().waitFor();
            }
            assertSound();
        }
    }

    private void assertSound() {
        ExtensionId third = new ExtensionId("third");
        user.install(version(third, "1.0.0"));
        user.installations().remove(third, false);
        for (ExtensionId id : List.of(GIT, OTHER)) {
            assertThat(user.described(id)).as("seed %d", seed).doesNotContain("unsound", "damaged");
        }
        assertThat(user.paths()).as("seed %d", seed).isEqualTo(user.expectedPaths());
    }
}
