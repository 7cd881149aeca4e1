package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `extension run` says when it does not come to running.
class RunRefusalTest {
    private static final Path HELLO = CommandLineFixture.EXAMPLES.resolve("hello-c");
    private static final String NOTHING = "";

    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [1]              | 2 | --payload is no JSON object: line 1, column 1: expected an object
                    {"a":1,"a":2}    | 2 | --payload is no JSON object: line 1
                    {                | 2 | --payload is no JSON object: line 1
                    @nothing-there   | 4 | can't take the payload from nothing-there: there is no such file
                    @                | 4 | can't take the payload from @: there is no such file
                    @/dev/null       | 3 | can't take the payload from /dev/null: it is not a regular file
                    """)
    void run_badPayload_isRefusedBeforeAnythingIsLoaded(
            String payload, int status, String message) {
        Result result = line.reload(Path.of("no-such-extension"), "--payload", payload);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.err()).contains(message);
    }

    @Test
    void run_payloadFileTooLargeOrNoText_status2() throws Exception {
        Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'{', (byte) 0xff, '}'});

        assertThat(line.reload(HELLO, "--payload", "@" + large))
                .satisfies(result -> assertThat(result.status()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains("more than 1 MiB"));
        assertThat(line.reload(HELLO, "--payload", "@" + binary).err()).contains("not UTF-8");
    }

    @Test
    void run_eventTooLong_status2() {
        assertThat(line.run("ext", "run", HELLO, "--event", "x".repeat(257)).err())
                .contains("an event's name has 1 to 256 characters");
    }

    @Test
    void run_nothingThere_status4() {
        assertThat(line.reload(Path.of("no/such/path")))
                .isEqualTo(
                        new Result(
                                4, "", "frankenterm: there is no file or folder no/such/path\n"));
    }

    @Test
    void run_folderWithoutManifest_status4() {
        Result result = line.reload(folder);

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err()).contains("there is no extension.toml in it");
    }

    @Test
    void run_manifestWithErrors_status3AndEachWithItsPlace() throws Exception {
        Path extension =
                line.extension(
                        new GuestModule().build(),
                        """
                        [extension]
                        name = 7
                        version = "one"
                        """);

        Result result = line.reload(extension);
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err())
                .contains("its manifest has errors\n")
                .containsPattern("\n  .*extension.toml:2:\\d+: error: ")
                .containsPattern("\n  .*extension.toml:3:\\d+: error: ");
    }

    @Test
    void run_unknownImport_status3AndTheNearest() throws Exception {
        refused(
                new GuestModule().imports("env", "ft_lgo", "(i32,i32,i32)->()"),
                "it imports env.ft_lgo, which this host doesn't offer; did you mean env.ft_log?");
    }

    @Test
    void run_importWithWrongType_status3AndBothTypes() throws Exception {
        refused(
                new GuestModule().imports("env", "ft_log", "(i64)->()"),
                "it imports env.ft_log as (i64)->(); this host's has type (i32,i32,i32)->()");
    }

    private void refused(GuestModule module, String message) throws Exception {
        Result result = line.reload(extension(module.exports("on_reload", "()->()", NOTHING)));

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains(message);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void run_missingHandler_status3AndTheNearest() throws Exception {
        Result result =
                line.reload(extension(new GuestModule().exports("on_relaod", "()->()", NOTHING)));

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err())
                .contains("it exports no function \"on_reload\"; did you mean \"on_relaod\"?");
    }

    @Test
    void run_handlerWithParameters_status3AndItsType() throws Exception {
        Result result =
                line.reload(
                        extension(new GuestModule().exports("on_reload", "(i32)->()", NOTHING)));

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("\"on_reload\" has type (i32)->()");
    }

    @Test
    void run_noWebAssembly_status3() throws Exception {
        assertThat(
                        line.reload(
                                        line.extension(
                                                "#!/bin/sh\n"
                                                        .getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .UTF_8)))
                                .status())
                .isEqualTo(3);
    }

    @Test
    void run_component_status3AndSaysSo() throws Exception {
        byte[] component = {0, 'a', 's', 'm', 0x0d, 0, 1, 0};

        Result result = line.reload(line.extension(component));
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("component");
    }

    @Test
    void run_truncatedModule_status3() throws Exception {
        byte[] whole = new GuestModule().exports("on_reload", "()->()", NOTHING).build();

        for (int length = 0; length < whole.length; length += 7) {
            Result result = line.reload(line.extension(Arrays.copyOf(whole, length)));
            assertThat(result.status()).as("%s bytes", length).isEqualTo(3);
            assertThat(result.err()).contains("can't load the module of ");
        }
    }

    @Test
    void run_invalidCode_status3() throws Exception {
        Path extension = extension(new GuestModule().exports("on_reload", "()->()", "41 00"));

        assertThat(line.reload(extension).status()).isEqualTo(3);
    }

    @Test
    void run_moduleOf40MiB_status5() throws Exception {
        Path extension = extension(new GuestModule());
        try (RandomAccessFile file =
                new RandomAccessFile(extension.resolve("main.wasm").toFile(), "rw")) {
            file.setLength(40L << 20);
        }

        Result result = line.reload(extension);
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err()).contains("a module has at most 32 MiB");
    }

    @Test
    void run_grantThatIsNoPermission_status3() {
        Result result = line.reload(HELLO, "--grant", "enviroment");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err())
                .startsWith("frankenterm: can't grant that\n  \"enviroment\" is no");
        assertThat(line.reload(HELLO, "--grant", "network").err()).contains("not requested");
        assertThat(line.reload(HELLO, "--grant", "environment=PATH").status()).isEqualTo(3);
    }

    private Path extension(GuestModule module) throws Exception {
        return line.extension(module.build());
    }
}
