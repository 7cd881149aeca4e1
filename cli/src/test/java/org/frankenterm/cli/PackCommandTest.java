package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCommandTest {
    private static final Path HELLO = CommandLineFixture.EXAMPLES.resolve("hello-c");

    @TempDir private Path folder;
    private CommandLineFixture line;
    private Path file;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
        file = folder.resolve("made.ftx");
    }

    @Test
    void pack_example_writtenAndSaid() {
        Result result = line.run("extension", "pack", HELLO, "-o", file);

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("packed hello-c 0.1.0 into " + file + ": 5 files, ")
                .containsPattern(", sha256 [0-9a-f]{64}\n$");
        assertThat(file).isRegularFile();
    }

    @Test
    void pack_dotfiles_named() throws Exception {
        Path extension =
                line.extension(new GuestModule().exports("on_reload", "()->()", "").build());
        Files.writeString(extension.resolve(".env"), "secret");
        Files.createDirectory(extension.resolve(".git"));

        Result result = line.run("extension", "pack", extension, "-o", file);
        assertThat(result.err()).isEqualTo("frankenterm: note: left out: .env, .git/\n");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .doesNotContain(".env")
                .doesNotContain("secret");
    }

    @Test
    void pack_json_oneDocument() throws Exception {
        Result result = line.run("extension", "pack", HELLO, "-o", file, "--json");

        assertThat(JsonReader.parseObject(result.out()).fields())
                .containsOnlyKeys(
                        "file",
                        "name",
                        "version",
                        "bytes",
                        "sha256",
                        "entries",
                        "left_out",
                        "warnings");
    }

    @Test
    void pack_nothingThere_status4() {
        assertThat(line.run("extension", "pack", "nowhere", "-o", file).status()).isEqualTo(4);
    }

    @Test
    void pack_badManifest_status3AndNoFile() throws Exception {
        Path extension = line.extension(new byte[0], "[extension]\nname = 7\n");

        Result result = line.run("extension", "pack", extension, "-o", file);
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("extension.toml:2:");
        assertThat(file).doesNotExist();
    }

    @Test
    void pack_thenRunInspectValidate_asTheFolder() {
        line.run("extension", "pack", HELLO, "-o", file);

        assertThat(line.run("extension", "validate", file))
                .isEqualTo(new Result(0, file + " is valid\n", ""));
        Result run = line.reload(file);
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("on_reload");
        Result inspect = line.run("extension", "inspect", file);
        assertThat(inspect.status()).isZero();
        assertThat(inspect.out())
                .startsWith("hello-c 0.1.0\n")
                .containsPattern("package  [0-9,.]+ (bytes|KiB)\n")
                .containsPattern("sha256   [0-9a-f]{64}\n")
                .containsPattern("ENTRY +SIZE +PACKED\n")
                .containsPattern("hello.wasm +[0-9.]+ KiB");
    }

    @Test
    void run_refusedPackage_status3And5() throws Exception {
        Files.writeString(file, "no archive");
        Result result = line.reload(file);
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err())
                .startsWith("frankenterm: can't open " + file + ": it is no package");

        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(65L << 20);
        }
        assertThat(line.run("extension", "inspect", file).status()).isEqualTo(5);
    }

    @Test
    void run_packageWithHandler_status2() {
        line.run("extension", "pack", HELLO, "-o", file);

        assertThat(line.reload(file, "--handler", "on_reload").status()).isEqualTo(2);
    }
}
