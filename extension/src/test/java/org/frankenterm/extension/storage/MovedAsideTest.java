package org.frankenterm.extension.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.extension.storage.StorageFixture.GIT;
import static org.frankenterm.extension.storage.StorageFixture.NEVER;
import static org.frankenterm.extension.storage.StorageFixture.QUOTA;
import static org.frankenterm.extension.storage.StorageFixture.bytes;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is in the place of a database and can't be it.
class MovedAsideTest {
    private static final byte[] KEY = bytes("key");
    private static final byte[] VALUE = bytes("value");

    @TempDir private Path home;
    private StorageFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new StorageFixture(home.resolve("frankenterm"));
        try (Storage storage = fixture.open()) {
            storage.set(KEY, VALUE, NEVER);
        }
    }

    @Test
    void file_noDatabase_movedAndSaidOnce() throws Exception {
        String text = "no database at all ".repeat(1000);
        Files.writeString(fixture.database(), text);

        movedOnce("corrupt", "damaged");

        assertThat(aside("corrupt")).hasContent(text);
    }

    @Test
    void file_cutInTheMiddle_movedAndSaidOnce() throws Exception {
        try (Storage storage = fixture.open()) {
            for (int i = 0; i < 100; i++) {
                storage.set(bytes("key" + i), new byte[5000], NEVER);
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(fixture.database().toFile(), "rw")) {
            file.setLength(Files.size(fixture.database()) / 2);
        }

        movedOnce("corrupt", "damaged");
    }

    /// Only a look-up sees it.
    @Test
    void page_overwritten_movedByTheCallThatMeetsIt() throws Exception {
        byte[] page = new byte[4096];
        try (RandomAccessFile file = new RandomAccessFile(fixture.database().toFile(), "rw")) {
            file.seek(4096);
            java.util.Arrays.fill(page, (byte) 0x5a);
            file.write(page);
        }

        movedOnce("corrupt", "damaged");
    }

    /// Left behind, it would protect data that are another's from being deleted.
    @Test
    void mark_ofKeptData_movedWithThem() throws Exception {
        fixture.folder.keep(GIT, "0".repeat(32));
        try (Storage storage = fixture.open(GIT, "second", QUOTA)) {
            for (int i = 0; i < 2; i++) {
                try {
                    storage.set(KEY, VALUE, NEVER);
                } catch (StorageProblem movedAside) {
                    assertThat(i).isZero();
                }
            }
        }
        assertThat(fixture.folder.isKept(GIT)).isFalse();
        assertThat(StorageFolder.beside(aside("foreign"), ".keep")).hasContent("0".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
                "CREATE VIEW v AS SELECT 1",
                "CREATE TABLE more(x)",
                "DROP TABLE entry; CREATE VIEW entry AS SELECT 1 AS key, zeroblob(1000000) AS value",
                "CREATE VIRTUAL TABLE f USING fts5(x)",
                "DROP TABLE owner",
                "DELETE FROM owner",
                "UPDATE owner SET extension = '../../etc/passwd'",
                "PRAGMA application_id = 7",
            })
    void tables_somebodyElses_movedAndNotRun(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + fixture.database());
                Statement statement = connection.createStatement()) {
            for (String part : sql.contains("BEGIN") ? List.of(sql) : List.of(sql.split("; "))) {
                statement.execute(part);
            }
        }

        movedOnce("corrupt", "damaged");
    }

    @Test
    void tables_newer_leftAlone() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + fixture.database());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 2");
        }
        try (Storage storage = fixture.open()) {
            StorageTest.refused(Kind.FAILED, "newer FrankenTerm", () -> storage.get(KEY, NEVER));
        }
        assertThat(names()).containsExactly(".lock", "git.db");
    }

    @Test
    void owner_otherInstallation_movedAndSaidOnce() throws Exception {
        try (Storage other = fixture.open(GIT, "second", QUOTA)) {
            StorageTest.refused(Kind.FAILED, "another extension", () -> other.get(KEY, NEVER));
            assertThat(other.get(KEY, NEVER)).isNull();
        }
        assertThat(aside("foreign")).isRegularFile();
        assertThat(fixture.log).singleElement().asString().contains("ERROR", ".foreign-");
    }

    @Test
    void owner_otherCaseOfTheName_isTheSame() throws Exception {
        ExtensionId shouted = new ExtensionId(GIT.name().toUpperCase(Locale.ROOT));
        try (Storage storage = fixture.open(shouted, "first", QUOTA)) {
            assertThat(storage.get(KEY, NEVER)).isEqualTo(VALUE);
        }
    }

    @Test
    void log_ofADatabaseThatIsGone_notReplayed() throws Exception {
        Path kept = home.resolve("kept");
        try (Storage storage = fixture.open()) {
            storage.set(bytes("old"), VALUE, NEVER);
            Files.copy(StorageFolder.beside(fixture.database(), "-wal"), kept);
        }
        Files.delete(fixture.database());
        Files.move(kept, StorageFolder.beside(fixture.database(), "-wal"));

        try (Storage storage = fixture.open()) {
            assertThat(storage.get(bytes("old"), NEVER)).isNull();
        }
    }

    @Test
    void named_damaged_refusedAndLeftAlone() throws Exception {
        Path file = Files.writeString(home.resolve("notes.txt"), "my notes");
        try (Storage storage = fixture.at(new StoragePlace.Named(file), GIT, QUOTA)) {
            StorageTest.refused(Kind.FAILED, "name another one", () -> storage.get(KEY, NEVER));
        }
        assertThat(file).hasContent("my notes");
    }

    @Test
    void named_otherExtensions_refusedAndLeftAlone() throws Exception {
        StoragePlace place = new StoragePlace.Named(fixture.database());
        try (Storage storage = fixture.at(place, new ExtensionId("other"), QUOTA)) {
            StorageTest.refused(Kind.FAILED, "another extension", () -> storage.get(KEY, NEVER));
        }
        try (Storage storage = fixture.at(place, GIT, QUOTA)) {
            assertThat(storage.get(KEY, NEVER)).isEqualTo(VALUE);
        }
    }

    private void movedOnce(String why, String reason) throws Exception {
        try (Storage storage = fixture.open()) {
            StorageTest.refused(Kind.FAILED, reason, () -> storage.get(KEY, NEVER));
            assertThat(storage.get(KEY, NEVER)).isNull();
            storage.set(KEY, VALUE, NEVER);
        }
        try (Storage storage = fixture.open()) {
            assertThat(storage.get(KEY, NEVER)).isEqualTo(VALUE);
        }
        assertThat(aside(why)).isRegularFile();
        assertThat(fixture.log).singleElement().asString().contains("ERROR", "." + why + "-");
    }

    private Path aside(String why) {
        return StorageFolder.beside(fixture.database(), "." + why + "-20261122T101112Z");
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(fixture.folder.path())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
