package org.frankenterm.extension.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.frankenterm.extension.storage.StorageFixture.GIT;
import static org.frankenterm.extension.storage.StorageFixture.NEVER;
import static org.frankenterm.extension.storage.StorageFixture.bytes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.frankenterm.extension.testing.SmallDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Storage on a disk that takes nothing more. It is a failure, and nobody's quota.
@Timeout(120)
class StorageDiskTest {
    private static final long QUOTA = 64 << 20;

    @TempDir private Path temporary;
    private Path home = Path.of("");
    private StorageFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        home = Files.createDirectory(temporary.resolve("home"));
        fixture = new StorageFixture(home);
    }

    private static byte[] value(int i) {
        byte[] value = new byte[8 << 10];
        Arrays.fill(value, (byte) i);
        return value;
    }

    private static @Nullable StorageProblem set(Storage storage, int i) {
        return catchThrowableOfType(
                StorageProblem.class, () -> storage.set(bytes("key" + i), value(i), NEVER));
    }

    @Test
    void set_diskFull_failsAndKeepsWhatIsThere() throws Exception {
        try (SmallDisk disk = SmallDisk.over(home, "1m")) {
            int stored = 0;
            try (Storage storage = fixture.open(GIT, "first", QUOTA)) {
                StorageProblem problem = set(storage, stored);
                while (problem == null) {
                    problem = set(storage, ++stored);
                }
                assertThat(problem.kind()).isEqualTo(Kind.FAILED);
                assertThat(problem).hasMessage("the disk is full");
                disk.resize("8m");
                assertThat(set(storage, stored)).isNull();
            }
            try (Storage storage = fixture.open(GIT, "first", QUOTA)) {
                for (int i = 0; i <= stored; i++) {
                    assertThat(storage.get(bytes("key" + i), NEVER)).isEqualTo(value(i));
                }
            }
            assertThat(stored).isPositive();
            assertThat(fixture.log).isEmpty();
        }
    }

    @Test
    void anything_diskReadOnly_failsAndMovesNothingAside() throws Exception {
        try (SmallDisk disk = SmallDisk.over(home, "8m")) {
            try (Storage storage = fixture.open(GIT, "first", QUOTA)) {
                assertThat(set(storage, 1)).isNull();
            }
            disk.makeReadOnly();
            try (Storage storage = fixture.open(GIT, "first", QUOTA)) {
                assertThat(set(storage, 2))
                        .isNotNull()
                        .extracting(StorageProblem::kind)
                        .isEqualTo(Kind.FAILED);
            }
            assertThat(fixture.folder.path().toFile().list())
                    .containsExactlyInAnyOrder(".lock", "git.db");
        }
    }
}
