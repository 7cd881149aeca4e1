package org.frankenterm.extension.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.extension.storage.StorageFixture.GIT;
import static org.frankenterm.extension.storage.StorageFixture.NEVER;
import static org.frankenterm.extension.storage.StorageFixture.bytes;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageFolderTest {
    private static final ExtensionId KEPT = new ExtensionId("kept.db");
    private static final ExtensionId GONE = new ExtensionId("gone");

    @TempDir private Path home;

    @Test
    void path_byTheEnvironment_ignoresRelativeOnes() {
        assertThat(StorageFolder.of(Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/me")).path())
                .isEqualTo(Path.of("/data/frankenterm/storage"));
        assertThat(StorageFolder.of(Map.of("XDG_DATA_HOME", "data", "HOME", "/home/me")).path())
                .isEqualTo(Path.of("/home/me/.local/share/frankenterm/storage"));
        assertThatThrownBy(() -> StorageFolder.of(Map.of("XDG_DATA_HOME", "data")))
                .isInstanceOf(ExtensionException.class)
                .hasMessageContaining("XDG_DATA_HOME");
    }

    @Test
    void sweep_orphans_deletedButForThoseWithAMark() throws Exception {
        StorageFixture fixture = new StorageFixture(home);
        for (ExtensionId extension : Set.of(GIT, KEPT, GONE)) {
            try (Storage storage = fixture.open(extension, "first", 1 << 20)) {
                storage.set(bytes("key"), bytes("value"), NEVER);
            }
        }
        fixture.folder.keep(KEPT, "");
        fixture.folder.keep(KEPT, "");

        assertThat(fixture.folder.sweep(Set.of(GIT))).containsExactly("gone");

        assertThat(fixture.folder.holds(GIT)).isTrue();
        assertThat(fixture.folder.holds(KEPT)).isTrue();
        assertThat(fixture.folder.holds(GONE)).isFalse();
        fixture.folder.delete(KEPT);
        assertThat(fixture.folder.path().toFile().list())
                .containsExactlyInAnyOrder(".lock", "git.db");
    }

    @Test
    void sweep_noFolder_nothing() throws Exception {
        assertThat(new StorageFolder(home.resolve("none")).sweep(Set.of())).isEmpty();
    }
}
