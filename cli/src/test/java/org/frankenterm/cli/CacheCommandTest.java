package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandTest {
    private static final Path HELLO = CommandLineFixture.EXAMPLES.resolve("hello-c");

    /// A command that exits with 7.
    private static final String EXITS =
            """
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 1)
              (func (export "_start") (call $exit (i32.const 7))))
            """;

    @TempDir private Path folder;
    private CommandLineFixture line;
    private Path cache;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
        line.environment.put("COLUMNS", "1000");
        cache = folder.resolve("cache/frankenterm/wasm-cache");
    }

    private Result cache(Object command, Object... more) {
        return line.run(
                Stream.concat(Stream.of("extension", "cache", command), Stream.of(more)).toArray());
    }

    private Path onlyFile() throws Exception {
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private void flip(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void everyCommand_neverUsed_saysSoAndMakesNothing() {
        assertThat(cache("stat").out()).containsPattern(cache + " +0 +0 bytes +512 MiB");
        assertThat(cache("verify")).isEqualTo(new Result(0, "FILE  SIZE  STATE\n", ""));
        assertThat(cache("clear"))
                .isEqualTo(new Result(0, "nothing to delete in " + cache + "\n", ""));
        assertThat(folder.resolve("cache")).doesNotExist();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void run_thenStatVerifyAndClear_sameFile() throws Exception {
        assertThat(line.reload(HELLO).status()).isZero();
        String file = onlyFile().getFileName().toString();

        assertThat(cache("stat").out()).containsPattern(cache + " +1 +[0-9.]+ KiB +512 MiB");
        assertThat(cache("verify").out()).containsPattern(file + " +[0-9.]+ KiB +ok\n");
        assertThat(cache("clear").out())
                .containsPattern("^deleted 1 file \\([0-9.]+ KiB\\) in " + cache + "\n");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void run_again_loadedAndNotWritten() throws Exception {
        line.reload(HELLO);
        Path file = onlyFile();
        Object inode = Files.getAttribute(file, "unix:ino");

        assertThat(line.reload(HELLO).status()).isZero();

        assertThat(Files.getAttribute(onlyFile(), "unix:ino")).isEqualTo(inode);
    }

    @Test
    void verify_badFile_status3AndItsName() throws Exception {
        line.reload(HELLO);
        flip(onlyFile());

        Result result = cache("verify");

        assertThat(result.status()).isEqualTo(ExitStatus.REFUSED.number());
        assertThat(result.out())
                .containsPattern(
                        onlyFile().getFileName()
                                + " +[0-9.]+ KiB +bad: it is damaged, or was written with another key\n");
        assertThat(result.err())
                .isEqualTo(
                        "frankenterm: 1 of 1 file can't be trusted and won't be loaded; frankenterm extension cache clear deletes them all\n");
    }

    @Test
    void run_badFile_runsAllTheSameAndLogsIt() throws Exception {
        line.reload(HELLO);
        flip(onlyFile());

        Result result = line.reload(HELLO);

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains("WARN  frankenterm_scripting [hello-c] distrusted the compiled code in ");
        assertThat(cache("verify").status()).isZero();
    }

    @Test
    void run_folderThatOthersMayWrite_runsAllTheSameWithANote() throws Exception {
        line.reload(HELLO);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));

        Result result = line.reload(HELLO);

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains(
                        "note: compiled code is not kept on disk: %s can be written by others; run: chmod go-w %s"
                                .formatted(cache, cache));
    }

    @Test
    void wasi_again_loadedAndNotWritten() throws Exception {
        Path program = Files.write(folder.resolve("exits.wasm"), Wat.toBinary(EXITS));
        assertThat(line.run("wasi", program)).isEqualTo(new Result(7, "", ""));
        Object inode = Files.getAttribute(onlyFile(), "unix:ino");

        assertThat(line.run("wasi", program)).isEqualTo(new Result(7, "", ""));

        assertThat(Files.getAttribute(onlyFile(), "unix:ino")).isEqualTo(inode);
    }

    @Test
    void wasi_badFile_runsAllTheSameAndSaysIt() throws Exception {
        Path program = Files.write(folder.resolve("exits.wasm"), Wat.toBinary(EXITS));
        line.run("wasi", program);
        flip(onlyFile());

        Result result = line.run("wasi", program);

        assertThat(result.status()).isEqualTo(7);
        assertThat(result.err()).startsWith("note: distrusted the compiled code in " + cache);
    }

    @Test
    void wasi_folderThatOthersMayWrite_runsAndSaysItOnATerminal() throws Exception {
        Path program = Files.write(folder.resolve("exits.wasm"), Wat.toBinary(EXITS));
        line.run("wasi", program);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));

        assertThat(line.run("wasi", program)).isEqualTo(new Result(7, "", ""));
        line.terminal = true;
        assertThat(line.run("wasi", program).err())
                .startsWith("note: compiled code is not kept on disk: " + cache);
    }

    @Test
    void everyCommand_folderThatOthersMayWrite_status3() throws Exception {
        line.reload(HELLO);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));

        for (String command : List.of("stat", "verify", "clear")) {
            Result result = cache(command);
            assertThat(result.status()).isEqualTo(ExitStatus.REFUSED.number());
            assertThat(result.err())
                    .startsWith(
                            "frankenterm: can't use the cache of compiled modules: "
                                    + cache
                                    + " can be written by others");
        }
        assertThat(onlyFile()).exists();
    }

    @Test
    void everyCommand_json_oneDocument() throws Exception {
        line.reload(HELLO);

        assertThat(JsonReader.parseObject(cache("stat", "--json").out()).fields())
                .containsOnlyKeys("folder", "files", "bytes", "max_bytes");
        assertThat(JsonReader.parseObject(cache("verify", "--json").out()).fields())
                .containsOnlyKeys("ok", "files");
        assertThat(JsonReader.parseObject(cache("clear", "--json").out()).fields())
                .containsOnlyKeys("folder", "files", "bytes");
    }
}
