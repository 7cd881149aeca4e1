package org.frankenterm.extension.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// First connections on many threads at the same time.
@Timeout(60)
class SqliteLibraryHammerTest {
    private static final int ROUNDS = 5;
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    @TempDir private Path folder;
    private final Properties before = new Properties();

    @BeforeEach
    void remember() {
        before.putAll(System.getProperties());
    }

    @AfterEach
    void restore() {
        for (String property : List.of(PATH, NAME)) {
            System.clearProperty(property);
            if (before.containsKey(property)) {
                System.setProperty(property, before.getProperty(property));
            }
        }
    }

    /// Each thread has a folder of its own, so that it shows who unpacked it.
    @Test
    void prepare_byAll_unpackedOnceAndThereForEverybody() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            System.clearProperty(PATH);
            System.clearProperty(NAME);
            Path caches = folder.resolve("round" + round);
            List<Path> told =
                    Crowd.ask(thread -> {
                        Path cache = Files.createDirectories(caches.resolve("cache" + thread));
                        SqliteLibrary.prepare(Map.of("XDG_CACHE_HOME", cache.toString()));
                        return library();
                    });
            assertThat(told.stream().distinct()).hasSize(1);
            assertThat(files(caches)).containsExactly(told.getFirst());
        }
    }

    private static Path library() {
        return Path.of(System.getProperty(PATH), System.getProperty(NAME));
    }

    private static List<Path> files(Path caches) throws Exception {
        try (Stream<Path> all = Files.walk(caches)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
