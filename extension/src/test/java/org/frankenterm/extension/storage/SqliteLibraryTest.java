package org.frankenterm.extension.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {
    private static final String PATH = "org.sqlite.lib.path";

    @TempDir private Path cache;
    private @Nullable String told;

    @BeforeEach
    void forget() {
        told = System.clearProperty(PATH);
    }

    @AfterEach
    void remember() {
        System.clearProperty(PATH);
        if (told != null) {
            System.setProperty(PATH, told);
        }
    }

    private Map<String, String> environment() {
        return Map.of("XDG_CACHE_HOME", cache.toString());
    }

    @Test
    void prepare_firstTime_unpackedForTheUserAlone() throws Exception {
        SqliteLibrary.prepare(environment());

        Path folder = Path.of(System.getProperty(PATH));
        assertThat(folder).startsWith(cache.resolve("frankenterm/native"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    /// It is code: whoever may write there would run as the user.
    @Test
    void prepare_folderThatOthersMayWrite_refusedWithoutAPath() throws Exception {
        Path open = Files.createDirectory(cache.resolve("frankenterm"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));

        assertThatExceptionOfType(StorageProblem.class)
                .isThrownBy(() -> SqliteLibrary.prepare(environment()))
                .withMessage(
                        "the database's code has no safe place in the user's cache folder; frankenterm doctor tells why");
        assertThat(System.getProperty(PATH)).isNull();
    }

    @Test
    void place_cutShort_unpackedAgain() throws IOException {
        URL carried = Files.writeString(cache.resolve("carried"), "all of it").toUri().toURL();
        Path placed = Files.writeString(cache.resolve("placed"), "all");

        SqliteLibrary.place(carried, placed);

        assertThat(placed).hasContent("all of it");
    }
}
