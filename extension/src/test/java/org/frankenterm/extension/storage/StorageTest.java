package org.frankenterm.extension.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.extension.storage.StorageFixture.GIT;
import static org.frankenterm.extension.storage.StorageFixture.NEVER;
import static org.frankenterm.extension.storage.StorageFixture.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
    private static final byte[] KEY = bytes("key");
    private static final byte[] VALUE = bytes("value");

    @TempDir private Path home;
    private StorageFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new StorageFixture(home.resolve("frankenterm"));
    }

    @Test
    void set_otherStorageOfTheSameFile_sees() throws Exception {
        try (Storage one = fixture.open();
                Storage other = fixture.open()) {
            one.set(KEY, VALUE, NEVER);
            assertThat(other.get(KEY, NEVER)).isEqualTo(VALUE);
            assertThat(other.delete(KEY, NEVER)).isTrue();
            assertThat(one.get(KEY, NEVER)).isNull();
        }
        assertThat(fixture.log).isEmpty();
    }

    @Test
    void set_anyBytesUpToAMebibyte_comeBack() throws Exception {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        byte[] longest = new byte[Storage.MAX_VALUE_BYTES];
        new Random(7).nextBytes(longest);
        byte[] longKey = bytes("é".repeat(Storage.MAX_KEY_BYTES / 2));
        try (Storage storage = fixture.open(GIT, "first", 4 << 20)) {
            for (byte[] value : List.of(new byte[0], new byte[1], everyByte, longest)) {
                storage.set(longKey, value, NEVER);
                assertThat(storage.get(longKey, NEVER)).isEqualTo(value);
            }
        }
        try (Storage again = fixture.open(GIT, "first", 4 << 20)) {
            assertThat(again.get(longKey, NEVER)).isEqualTo(longest);
        }
    }

    @Test
    void files_areTheUsersAlone() throws Exception {
        try (Storage storage = fixture.open()) {
            storage.set(KEY, VALUE, NEVER);

            assertThat(permissions(fixture.folder.path())).isEqualTo("rwx------");
            assertThat(permissions(fixture.database())).isEqualTo("rw-------");
            assertThat(permissions(StorageFolder.beside(fixture.database(), "-wal")))
                    .isEqualTo("rw-------");
            assertThat(fixture.database()).hasFileName("git.db");
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void get_neverUsed_makesNoFile() {
        fixture.open().close();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void set_quotaUsedUp_limitAndStillUsable() throws Exception {
        byte[] large = new byte[200_000];
        try (Storage storage = fixture.open()) {
            for (int i = 0; i < 5; i++) {
                storage.set(bytes("large" + i), large, NEVER);
            }
            refused(Kind.LIMIT, "the quota of 1 MiB", () -> storage.set(KEY, large, NEVER));

            assertThat(storage.get(KEY, NEVER)).isNull();
            assertThat(storage.get(bytes("large3"), NEVER)).isEqualTo(large);
            storage.set(bytes("large3"), Arrays.copyOf(VALUE, 190_000), NEVER);
            assertThat(storage.delete(bytes("large0"), NEVER)).isTrue();
            storage.set(KEY, large, NEVER);
            assertThat(Files.size(fixture.database())).isLessThanOrEqualTo(1 << 20);
        }
        try (Storage again = fixture.open()) {
            refused(Kind.LIMIT, "the quota", () -> again.set(bytes("more"), large, NEVER));
        }
    }

    @Test
    void set_manySmallToTheQuota_eachDeletable() throws Exception {
        try (Storage storage = fixture.open(GIT, "first", 128 << 10)) {
            int count = fill(storage);
            assertThat(count).isGreaterThan(1_000);
            for (int i = 0; i < count; i++) {
                assertThat(storage.delete(bytes("a-small-setting-%06d".formatted(i)), NEVER))
                        .isTrue();
            }
            assertThat(storage.keys(100, NEVER)).isEqualTo("[]");
            assertThat(fill(storage)).isEqualTo(count);
        }
    }

    private static int fill(Storage storage) throws StorageProblem {
        for (int i = 0; ; i++) {
            try {
                storage.set(bytes("a-small-setting-%06d".formatted(i)), new byte[20], NEVER);
            } catch (StorageProblem full) {
                assertThat(full.kind()).isEqualTo(Kind.LIMIT);
                return i;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4096, 16_384})
    void quota_below_fourPages_opensAndHoldsLittle(long quota) throws Exception {
        try (Storage storage = fixture.open(GIT, "first", quota)) {
            assertThat(storage.get(KEY, NEVER)).isNull();
            storage.set(KEY, VALUE, NEVER);
            refused(Kind.LIMIT, "16 KiB", () -> storage.set(KEY, new byte[20_000], NEVER));
            assertThat(storage.get(KEY, NEVER)).isEqualTo(VALUE);
        }
    }

    /// A reader that takes its time keeps the log from being emptied: the quota counts the database
    /// alone, so the log needs a bound of its own.
    @Test
    void set_besideAReaderThatNeverEnds_logBoundedAndReadersUndisturbed() throws Exception {
        byte[] large = new byte[1 << 20];
        try (Storage storage = fixture.open(GIT, "first", 4 << 20)) {
            storage.set(KEY, large, NEVER);
            storage.set(bytes("other"), VALUE, NEVER);
            try (StoredData reader = StoredData.open(fixture.database(), GIT, NEVER)) {
                List<String> seen = new ArrayList<>();
                reader.entries((key, value) -> {
                    seen.add(key);
                    if (key.equals("key")) {
                        writeAgainAndAgain(storage, large);
                    }
                });
                assertThat(seen).containsExactly("key", "other");
            }
            storage.set(KEY, VALUE, NEVER);
            assertThat(storage.get(KEY, NEVER)).isEqualTo(VALUE);
        }
    }

    private void writeAgainAndAgain(Storage storage, byte[] large) throws IOException {
        Path log = StorageFolder.beside(fixture.database(), "-wal");
        int refused = 0;
        for (int i = 0; i < 50; i++) {
            try {
                storage.set(KEY, large, NEVER);
            } catch (StorageProblem problem) {
                assertThat(problem.kind()).isEqualTo(Kind.BUSY);
                refused++;
            }
            assertThat(Files.size(log)).isLessThan(8 << 20);
        }
        assertThat(refused).isPositive();
    }

    @Test
    void quota_lowered_keepsWhatIsThere() throws Exception {
        try (Storage storage = fixture.open()) {
            storage.set(KEY, new byte[500_000], NEVER);
        }
        try (Storage storage = fixture.open(GIT, "first", 16_384)) {
            assertThat(storage.get(KEY, NEVER)).hasSize(500_000);
            refused(Kind.LIMIT, "", () -> storage.set(bytes("more"), new byte[50_000], NEVER));
            assertThat(storage.delete(KEY, NEVER)).isTrue();
        }
    }

    @Test
    void keys_tooMany_limit() throws Exception {
        try (Storage storage = fixture.open()) {
            storage.set(bytes("ab"), VALUE, NEVER);
            storage.set(bytes("é"), VALUE, NEVER);
            assertThat(storage.keys(15, NEVER)).isEqualTo("[\"ab\",\"\\u00e9\"]");
            refused(Kind.LIMIT, "the keys don't fit", () -> storage.keys(14, NEVER));
        }
    }

    @Test
    void locked_bySomebodyElse_waitsNoLongerThanItMay() throws Exception {
        try (Storage storage = fixture.open()) {
            storage.set(KEY, VALUE, NEVER);
            try (Connection other = connect();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                int[] asked = {0};
                refused(
                        Kind.BUSY,
                        "in use by somebody else",
                        () -> storage.set(KEY, bytes("new"), () -> ++asked[0] > 5));
                assertThat(storage.get(KEY, NEVER)).isEqualTo(VALUE);
                statement.execute("ROLLBACK");
            }
            storage.set(KEY, bytes("new"), NEVER);
        }
    }

    @Test
    void work_timeOver_ends() throws Exception {
        try (Storage storage = fixture.open(GIT, "first", 8 << 20)) {
            for (int i = 0; i < 20_000; i++) {
                storage.set(bytes("key" + i), new byte[0], NEVER);
            }
            refused(Kind.BUSY, "", () -> storage.keys(16 << 20, () -> true));
            assertThat(storage.keys(16 << 20, NEVER)).startsWith("[\"key0\",\"key1\",\"key10\"");
        }
    }

    @Test
    void threads_fourAtOnce_everyAcknowledgedSetThere() throws Exception {
        int each = 100;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Object>> all =
                    IntStream.range(0, 4)
                            .<Future<Object>>mapToObj(t ->
                                    threads.submit(() -> {
                                        try (Storage storage = fixture.open()) {
                                            for (int i = 0; i < each; i++) {
                                                storage.set(bytes(t + "-" + i), VALUE, NEVER);
                                            }
                                            return true;
                                        }
                                    }))
                            .toList();
            for (Future<Object> one : all) {
                one.get();
            }
        }
        try (Storage storage = fixture.open()) {
            for (int t = 0; t < 4; t++) {
                for (int i = 0; i < each; i++) {
                    assertThat(storage.get(bytes(t + "-" + i), NEVER)).isEqualTo(VALUE);
                }
            }
        }
        assertThat(fixture.log).isEmpty();
    }

    @Test
    void extensions_twoNames_twoDatabases() throws Exception {
        ExtensionId other = new ExtensionId("git.x");
        try (Storage git = fixture.open();
                Storage gitX = fixture.open(other, "first", 1 << 20)) {
            git.set(KEY, VALUE, NEVER);
            assertThat(gitX.get(KEY, NEVER)).isNull();
        }
    }

    @Test
    void folder_link_refused() throws Exception {
        Files.createDirectories(fixture.folder.home());
        Files.createSymbolicLink(
                fixture.folder.path(), Files.createDirectory(home.resolve("elsewhere")));
        refusedAndLogged("the folder for stored data can't be used", "is a link or a file");
    }

    @Test
    void folder_writableByOthers_refused() throws Exception {
        Files.createDirectories(fixture.folder.path());
        Files.setPosixFilePermissions(
                fixture.folder.path(), PosixFilePermissions.fromString("rwxrwx---"));
        refusedAndLogged("the folder for stored data can't be used", "chmod go-w");
    }

    private void refusedAndLogged(String message, String line) {
        try (Storage storage = fixture.open()) {
            refused(Kind.FAILED, message, () -> storage.get(KEY, NEVER));
        }
        assertThat(fixture.log).singleElement().asString().contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-wal", "-shm"})
    void file_link_refusedAndLeftAlone(String suffix) throws Exception {
        try (Storage storage = fixture.open()) {
            storage.set(KEY, VALUE, NEVER);
        }
        Path target = Files.writeString(home.resolve("target"), "mine");
        Path link = StorageFolder.beside(fixture.database(), suffix);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);

        try (Storage storage = fixture.open()) {
            refused(Kind.FAILED, "is a link", () -> storage.set(KEY, VALUE, NEVER));
        }
        assertThat(target).hasContent("mine");
    }

    @Test
    void file_writableByOthers_refused() throws Exception {
        try (Storage storage = fixture.open()) {
            storage.set(KEY, VALUE, NEVER);
        }
        Files.setPosixFilePermissions(
                fixture.database(), PosixFilePermissions.fromString("rw-rw----"));
        try (Storage storage = fixture.open()) {
            refused(Kind.FAILED, "can be written by others", () -> storage.get(KEY, NEVER));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + fixture.database());
    }

    static void refused(
            Kind kind, String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageProblem.class, p -> assertThat(p.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }
}
