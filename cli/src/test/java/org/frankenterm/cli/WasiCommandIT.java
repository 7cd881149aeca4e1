package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `frankenterm wasi` as a process among others: its streams, its status, its end.
@Timeout(120)
class WasiCommandIT {
    /// Numbers of `errno` and `filetype` in preview 1.
    private static final int PIPE = 64;

    private static final int ACCES = 2;
    private static final int ROFS = 69;
    private static final int CHARACTER_DEVICE = 2;
    private static final int REGULAR_FILE = 4;

    @TempDir private static Path folder;
    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
        Map<String, byte[]> guests =
                Map.of(
                        "cat", WasiGuests.CAT,
                        "yes", WasiGuests.YES,
                        "spin", WasiGuests.SPIN,
                        "sleep", WasiGuests.SLEEP,
                        "type", WasiGuests.TYPE_OF_INPUT,
                        "create", WasiGuests.CREATE);
        for (Map.Entry<String, byte[]> guest : guests.entrySet()) {
            Files.write(installation.root.resolve(guest.getKey() + ".wasm"), guest.getValue());
        }
    }

    @Test
    void streams_fileToFile_arriveUnchanged() throws Exception {
        byte[] bytes = new byte[300_001];
        new Random(1).nextBytes(bytes);
        Files.write(installation.root.resolve("in"), bytes);

        assertThat(installation.shell("./frankenterm wasi cat.wasm <in >out"))
                .isEqualTo(new Result(0, "", ""));
        assertThat(installation.root.resolve("out")).hasBinaryContent(bytes);
        assertThat(installation.shell("cat in | ./frankenterm wasi cat.wasm | cmp - in").status())
                .isZero();
    }

    @Test
    void streams_appended_continueAtTheEnd() throws Exception {
        assertThat(
                        installation.shell(
                                "echo a >log; echo b | ./frankenterm wasi cat.wasm >>log; cat log"))
                .isEqualTo(new Result(0, "a\nb\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<&-", "</dev/null", ">&- </dev/null", "2>&- </dev/null"})
    void streams_closedOrEmpty_nothingIsRead(String redirection) throws Exception {
        assertThat(installation.shell("./frankenterm wasi cat.wasm " + redirection))
                .isEqualTo(new Result(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource({"</dev/null, " + CHARACTER_DEVICE, "<type.wasm, " + REGULAR_FILE})
    void streams_kindOfInput_isSeen(String redirection, int type) throws Exception {
        assertThat(installation.shell("./frankenterm wasi type.wasm " + redirection).status())
                .isEqualTo(type);
    }

    @Test
    void streams_terminal_isACharacterDevice() throws Exception {
        assumeTrue(
                installation.shell("command -v script").status() == 0,
                "script of util-linux is not on the PATH");

        Result result = installation.shell("script -qec './frankenterm wasi type.wasm' /dev/null");
        assertThat(result.status()).as(result.out()).isEqualTo(CHARACTER_DEVICE);
    }

    @Test
    void streams_outputClosedEarly_programIsToldAndEnds() throws Exception {
        Result result =
                installation.shell(
                        "{ ./frankenterm wasi yes.wasm; echo $? >status; } | head -c 1 | wc -c; cat status");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("1\n%d\n".formatted(PIPE));
    }

    /// More than the heap it is given, many times.
    @Test
    void streams_gibibyte_needsLittleHeap() throws Exception {
        long size = 1L << 30;
        try (RandomAccessFile file =
                new RandomAccessFile(installation.root.resolve("big").toFile(), "rw")) {
            file.setLength(size);
        }
        Result result =
                installation.shell(
                        "\"$JAVA_HOME/bin/java\" -Xmx32m --module-path modules"
                                + " --enable-native-access=org.frankenterm.wasmtime,org.frankenterm.posix,org.xerial.sqlitejdbc"
                                + " -m org.frankenterm.cli/org.frankenterm.cli.Main"
                                + " wasi cat.wasm <big | wc -c");

        assertThat(result).isEqualTo(new Result(0, size + "\n", ""));
    }

    /// `cat` waits for input that never comes, `yes` for room in a pipe that nobody reads.
    @ParameterizedTest
    @ValueSource(strings = {"sleep", "spin", "cat", "yes"})
    void timeout_whateverItWaitsFor_endsIt(String guest) throws Exception {
        Process process = installation.begin("wasi", "--timeout", "0.3", guest + ".wasm");

        assertThat(process.waitFor()).isEqualTo(ExitStatus.ABORTED.number());
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "frankenterm: stopped %s.wasm: its time of 300 ms is over; raise --timeout\n"
                                .formatted(guest));
        process.getOutputStream().close();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signal_whileItRuns_endsItWithTheUsualStatus(String signal, int status) throws Exception {
        assumeFalse(ignored(status), "SIG" + signal + " is ignored here, and in what is started");
        Process process = installation.begin("wasi", "spin.wasm");
        assertThat(process.getInputStream().read()).isZero();

        Result kill = installation.shell("kill -%s %d".formatted(signal, process.pid()));
        assertThat(kill.status()).isZero();
        assertThat(process.waitFor()).isEqualTo(status);
        assertThat(process.getErrorStream().readAllBytes()).isEmpty();
    }

    /// Whether this process was started with a signal ignored, as in the background of a shell.
    ///
    /// @param status that the signal ends a process with: 128 and its number
    private static boolean ignored(int status) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
                .anyMatch(mask -> (mask >>> (status - 129) & 1) != 0);
    }

    @Test
    void dir_writable_createsTheFile() throws Exception {
        Path made = Files.createDirectory(installation.root.resolve("made"));

        assertThat(installation.run("wasi", "--dir", "made", "create.wasm"))
                .isEqualTo(new Result(0, "", ""));
        assertThat(made.resolve("x")).isEmptyFile();
    }

    @Test
    void dir_readOnly_createsNothing() throws Exception {
        Path kept = Files.createDirectory(installation.root.resolve("kept"));

        assertThat(installation.run("wasi", "--dir", "kept::/data:ro", "create.wasm").status())
                .isEqualTo(ROFS);
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void dir_holdsAFifo_isNotWaitedFor() throws Exception {
        Files.createDirectory(installation.root.resolve("queue"));
        List<String> mkfifo = List.of("mkfifo", "queue/x");
        Installation.execute(installation.root, installation.environment, mkfifo);

        assertThat(installation.run("wasi", "--dir", "queue", "create.wasm").status())
                .isEqualTo(ACCES);
    }

    @Test
    void dir_nameBeyondAscii_isFoundInAnyLocale() throws Exception {
        Path made = Files.createDirectory(installation.root.resolve("grüße"));

        assertThat(installation.shell("LC_ALL=C ./frankenterm wasi --dir grüße create.wasm"))
                .isEqualTo(new Result(0, "", ""));
        assertThat(made.resolve("x")).isEmptyFile();
    }

    @Test
    void example_isALibrary_status3() throws Exception {
        Result result = installation.run("wasi", "examples/std-tour/std-tour-rust1.85.wasm");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err())
                .contains("it exports no _start: it is a library, not a command")
                .doesNotContain("Exception");
    }
}
