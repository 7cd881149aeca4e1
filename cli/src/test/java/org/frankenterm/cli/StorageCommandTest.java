package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageCommandTest {
    private static final String STORED =
            "{\"key\":\"on\",\"value\":\"b25f\"}\n{\"key\":\"on_\",\"value\":\"b25fcg==\"}\n";

    @TempDir private Path folder;
    private CommandLineFixture line;
    private Path database;

    /// Stores `on_` under `on`, and `on_r` under `on_`, in the place of an installed extension's.
    @BeforeEach
    void store() throws Exception {
        line = new CommandLineFixture(folder);
        line.environment.put("XDG_DATA_HOME", folder.toString());
        Path storage = Files.createDirectories(folder.resolve("frankenterm/storage"));
        database = storage.resolve("guest.db");
        byte[] wasm =
                new GuestModule()
                        .imports("env", "ft_storage_set", "(i32,i32,i32,i32)->i32")
                        .exports(
                                "on_reload",
                                "()->()",
                                memoryStore(0, "on_r")
                                        + "4100 4102 4100 4103 1000 1a"
                                        + "4100 4103 4100 4104 1000 1a")
                        .build();
        assertThat(line.reload(line.extension(wasm), "--storage", database).status()).isZero();
    }

    /// `i32.store` of four characters.
    private static String memoryStore(int address, String text) {
        StringBuilder code = new StringBuilder("41%02x".formatted(address)).append("41");
        long left = 0;
        for (int i = 3; i >= 0; i--) {
            left = (left << 8) | text.charAt(i);
        }
        for (int i = 0; i < 5; i++, left >>>= 7) {
            code.append("%02x".formatted((left & 0x7f) | (i < 4 ? 0x80 : 0)));
        }
        return code + "360200";
    }

    @Test
    void export_toStandardOutput_linesOfJson() {
        assertThat(line.run("extension", "storage", "export", "Guest"))
                .isEqualTo(new Result(0, STORED, ""));
    }

    @Test
    void export_toAFile_replacedAndForTheUserAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("out.jsonl"), "old");

        Result result = line.run("ext", "storage", "export", "guest", "-o", file);

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("exported 2 entries to " + file);
        assertThat(file).hasContent(STORED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void export_folderThatIsNotThere_refused() {
        Path file = folder.resolve("none/out.jsonl");

        Result result = line.run("ext", "storage", "export", "guest", "-o", file);

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("can't write " + file);
    }

    @Test
    void export_nothingStored_notFound() {
        Result result = line.run("ext", "storage", "export", "other");

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err())
                .contains("can't export what other has stored: it has stored nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../guest", "/guest", "..", ".", "", "guest/", "guest.db\u0000", "a\nb"})
    void everyCommand_nameThatIsAPath_usage(String name) {
        assertThat(line.run("ext", "storage", "export", name).status()).isEqualTo(2);
        assertThat(line.run("ext", "storage", "clear", name, "--yes").status()).isEqualTo(2);
        assertThat(line.run("ext", "audit", name).status()).isEqualTo(2);
        assertThat(line.run("ext", "logs", name).status()).isEqualTo(2);
        assertThat(database).isRegularFile();
    }

    @Test
    void export_noDatabase_refusedAndLeftAlone() throws Exception {
        Files.writeString(database, "my notes");

        Result result = line.run("ext", "storage", "export", "guest");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains(database.toString()).doesNotContain("Exception");
        assertThat(database).hasContent("my notes");
    }

    @Test
    void clear_yes_nothingStays() throws Exception {
        Result result = line.run("ext", "storage", "clear", "guest", "--yes");

        assertThat(result).isEqualTo(new Result(0, "guest: removed 2 entries\n", ""));
        assertThat(line.run("ext", "storage", "export", "guest").out()).isEmpty();
        assertThat(
                        new String(
                                Files.readAllBytes(database),
                                java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("on_");
    }

    @Test
    void clear_nobodyToAsk_refusedAndNothingRemoved() {
        Result result = line.run("ext", "storage", "clear", "guest");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--yes");
        assertThat(line.run("ext", "storage", "export", "guest").out()).isEqualTo(STORED);
    }
}
