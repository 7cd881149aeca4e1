package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final Path HELLO = CommandLineFixture.EXAMPLES.resolve("hello-c");
    private static final Path TOUR = CommandLineFixture.EXAMPLES.resolve("std-tour");

    @TempDir private Path folder;
    private CommandLineFixture line;
    private Path file;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
        file = folder.resolve("run.ftrec");
    }

    @Test
    void run_recorded_warnsAndMakesAPrivateFile() throws Exception {
        Result result = line.reload(HELLO, "--grant", "all", "--record", file);

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains("note: recording to " + file + " what the extension sees, secrets too");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void replay_withoutTheVariableItSaw_sameLogAndCalls() {
        line.reload(HELLO, "--grant", "all", "--record", file, "--repeat", 2);
        line.environment.put("HOME", "/somewhere/else");

        Result replayed = line.run("extension", "replay", file);

        assertThat(replayed.status()).isZero();
        assertThat(replayed.err())
                .contains("[hello-c] HOME=/home/somebody")
                .doesNotContain("/somewhere/else");
        assertThat(replayed.out())
                .startsWith("hello-c 0.1.0, replayed\n\nCALL  EVENT ")
                .containsPattern("config.reload  on_reload  completed ")
                .containsPattern("\nThe same as recorded: calls into the guest: \\d+, calls into");
    }

    @Test
    void replay_recordedTrap_shownAndStatus0() {
        assertThat(line.run("ext", "run", TOUR, "--event", "bell", "--record", file).status())
                .isEqualTo(1);

        Result replayed = line.run("ext", "replay", file);
        assertThat(replayed.status()).isZero();
        assertThat(replayed.out()).contains("on_panic: the guest trapped", "\n  in function ");
        assertThat(replayed.err()).contains("boom");
    }

    @Test
    void replay_withAnotherModule_status1AndTheDifference() {
        line.reload(HELLO, "--record", file);

        Result replayed = line.run("ext", "replay", file, "--module", TOUR);
        assertThat(replayed.status()).isEqualTo(1);
        assertThat(replayed.out())
                .startsWith("hello-c 0.1.0, replayed with another module\n")
                .contains("It first differs in call ");
        assertThat(line.run("ext", "replay", file, "--module", HELLO).status()).isZero();
    }

    @Test
    void replay_cutOff_saysSo() throws Exception {
        line.reload(HELLO, "--record", file, "--repeat", 3);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 40));

        Result replayed = line.run("ext", "replay", file);
        assertThat(replayed.status()).isZero();
        assertThat(replayed.out()).contains("The recording ends early: it is cut off");
    }

    @Test
    void replay_noRecording_status3Or4() throws Exception {
        Files.writeString(file, "nothing");
        Result refused = line.run("ext", "replay", file, "--json");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("it is no recording");
        assertThat(refused.out()).contains("\"INVALID_RECORDING\"");

        assertThat(line.run("ext", "replay", folder.resolve("missing")).status()).isEqualTo(4);
    }

    @Test
    void record_intoAnotherFile_refusedAndItStays() throws Exception {
        Files.writeString(file, "precious");
        Result refused = line.reload(HELLO, "--record", file);
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("which is no recording; name another");
        assertThat(file).hasContent("precious");
    }
}
