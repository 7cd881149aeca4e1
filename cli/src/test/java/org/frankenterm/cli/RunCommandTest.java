package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    private static final Path HELLO = CommandLineFixture.EXAMPLES.resolve("hello-c");
    private static final Path TOUR = CommandLineFixture.EXAMPLES.resolve("std-tour");
    private static final String NOTHING = "";

    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
    }

    @Test
    void run_granted_logsToStderrAndSumsUpOnStdout() {
        Result result = line.reload(HELLO, "--grant", "all");

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("[hello-c] HOME=/home/somebody").contains(" INFO ");
        assertThat(result.out())
                .startsWith("hello-c: config.reload\n\n")
                .containsPattern("#  HANDLER    OUTCOME +TIME +FUEL  HOST CALLS  DENIED\n")
                .containsPattern("1  on_reload  completed .* [1-9]\\d* +\\d +0\n")
                .doesNotContain("HOME");
    }

    @Test
    void run_notGranted_saysWhatWasDeniedAndHowToGrantIt() {
        Result result = line.reload(HELLO, "--repeat", 2);

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("HOME is not set or not permitted");
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("DENIED ft_get_env(HOME), 2 times: environment variable \"HOME\"")
                .contains("grant it with --grant environment=HOME");
    }

    @Test
    void run_trap_status1WithBacktrace() {
        Result result = line.run("extension", "run", TOUR, "--event", "bell");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("on_panic  trapped", "on_panic: the guest trapped: `unreachable`")
                .containsPattern("\n  in function \\d+ at 0x[0-9a-f]+\n");
        assertThat(result.err()).contains("boom").doesNotContain("Exception");
    }

    @Test
    void run_handlerReportsFailure_status1WithItsResult() throws Exception {
        Path extension = extension(new GuestModule().exports("on_reload", "()->i32", "41 07"));

        Result result = line.reload(extension);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("failed", "the handler returned 7, which means failure");
    }

    @Test
    void run_trapInStart_status1() throws Exception {
        Path extension =
                extension(
                        new GuestModule()
                                .exports("on_reload", "()->()", NOTHING)
                                .exports("begin", "()->()", "00")
                                .starts());

        Result result = line.reload(extension);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("unreachable");
    }

    @Test
    void run_outOfFuel_status1AndTheLineToChange() throws Exception {
        Path extension =
                line.extension(
                        new GuestModule().exports("on_reload", "()->()", "03 40 0c 00 0b").build(),
                        """
                        [extension]
                        name = "loop"
                        [[hooks]]
                        event = "config.reload"
                        handler = "on_reload"
                        [limits]
                        fuel_per_call = 10000
                        """);

        Result result = line.reload(extension);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("out of fuel", "fuel_per_call");
    }

    @Test
    void run_repeatedOften_totalsOnly() {
        Result result = line.reload(HELLO, "--repeat", 11, "--grant", "all");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("hello-c: config.reload, fired 11 times\n")
                .containsPattern("HANDLER +CALLS +FAILED +FASTEST +MEDIAN +SLOWEST\n")
                .containsPattern("on_reload +11 +0 ")
                .doesNotContain("OUTCOME");
    }

    @Test
    void run_repeatedOftenAndFailing_countsEqualFailures() {
        Result result = line.run("ext", "run", TOUR, "--event", "bell", "--repeat", 11);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("on_panic, 11 times: the guest trapped");
    }

    @Test
    void run_moduleAlone_callsTheHandlersNamed() {
        Result result =
                line.run(
                        "ext",
                        "run",
                        HELLO.resolve("hello.wasm"),
                        "--handler",
                        "on_reload",
                        "--event",
                        "anything",
                        "--grant",
                        "environment=HOME");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("hello: anything\n");
        assertThat(result.err()).contains("HOME=/home/somebody");
    }

    @Test
    void run_moduleAloneWithoutHandler_status2AndWhatItExports() {
        Result result = line.reload(HELLO.resolve("hello.wasm"));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("is a module without a manifest", "--handler; it exports on_reload\n");
    }

    @Test
    void run_folderWithHandler_status2() {
        Result result = line.reload(HELLO, "--handler", "on_reload");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--handler is for a module without a manifest");
    }

    @Test
    void run_trace_aLineForEachHostCallOnStderr() {
        Result result = line.reload(HELLO, "--trace");

        assertThat(result.err())
                .containsPattern(" CALL  FUNCTION +RESULT +TIME  ARGUMENTS\n")
                .containsPattern("\\d  ft_log +0 +[0-9.]+ .?s  INFO, \\d+ bytes\n")
                .containsPattern("\\d  ft_get_env +-1 .* HOME  denied: environment variable");
        assertThat(result.out()).doesNotContain("ft_log");
    }

    @Test
    void run_debugLog_eachHostCallWithResultAndDuration() {
        line.environment.put("RUST_LOG", "frankenterm_scripting=debug");

        assertThat(line.reload(HELLO, "--grant", "all").err())
                .containsPattern("DEBUG .* ft_get_env\\(HOME, 14 bytes\\) -> 14, [0-9.]+ .?s\n");
    }

    @Test
    void run_payload_reachesTheGuest() throws Exception {
        Path example = CommandLineFixture.EXAMPLES.resolve("event-fields");
        Path file = Files.writeString(folder.resolve("payload.json"), "{\"path\": \"ünïcode\"}");

        Result result = line.reload(example, "--payload", "@" + file);
        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("ünïcode");
        assertThat(line.reload(example, "--payload", "{\"path\":\"x\"}").status()).isZero();
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
    void run_eventNobodyListensTo_status4AndTheNearest() {
        assertThat(line.run("ext", "run", HELLO, "--event", "config.relaod"))
                .isEqualTo(
                        new Result(
                                4,
                                "",
                                "frankenterm: hello-c has no hook on \"config.relaod\"; did you mean config.reload?\n"));
        assertThat(line.run("ext", "run", HELLO, "--event", "bell").err())
                .contains("it listens to config.reload");
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
                "it imports env.ft_lgo, which this host doesn't offer; did you mean ft_log?");
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

    @Test
    void run_json_oneDocumentOnStdout() throws Exception {
        Result result = line.reload(HELLO, "--json", "--repeat", 2);

        assertThat(result.out()).endsWith("\n").hasLineCount(1);
        JsonObject document = JsonReader.parseObject(result.out());
        assertThat(document.fields())
                .containsOnlyKeys(
                        "extension",
                        "event",
                        "repeat",
                        "completed",
                        "notices",
                        "handlers",
                        "firings",
                        "denied");
        assertThat(document.fields().get("firings"))
                .isInstanceOfSatisfying(
                        JsonArray.class, firings -> assertThat(firings.elements()).hasSize(2));
        assertThat(result.err()).contains("Hello");
    }

    @Test
    void run_jsonOfATrap_hasItsNameAndBacktrace() throws Exception {
        Result result = line.run("ext", "run", TOUR, "--event", "bell", "--json");

        assertThat(result.status()).isEqualTo(1);
        JsonReader.parseObject(result.out());
        assertThat(result.out())
                .contains(
                        "\"completed\":false",
                        "\"trap\":\"UNREACHABLE\",\"backtrace\":[\"function");
    }

    @Test
    void run_jsonOfManyFirings_totalsOnly() {
        assertThat(line.reload(HELLO, "--json", "--repeat", 11).out())
                .contains("\"calls\":11,\"failed\":0", "\"firings\":[]", "\"times\":11");
    }

    @Test
    void run_jsonRefused_errorOnBothStreams() throws Exception {
        Result result = line.reload(Path.of("nowhere"), "--json");

        assertThat(result.status()).isEqualTo(4);
        assertThat(JsonReader.parseObject(result.out()).fields()).containsOnlyKeys("error");
        assertThat(result.out()).contains("\"code\":\"NOT_FOUND\"");
        assertThat(result.err()).isEqualTo("frankenterm: there is no file or folder nowhere\n");
    }

    @Test
    void run_terminal_colourUnlessNotWanted() {
        line.terminal = true;
        line.environment.put("TERM", "xterm-256color");
        assertThat(line.reload(HELLO).out()).contains("\u001b[32mcompleted\u001b[m");

        line.environment.put("NO_COLOR", "1");
        assertThat(line.reload(HELLO).out()).doesNotContain("\u001b");
    }

    @Test
    void run_hostileNames_neverReachTheTerminalRaw() throws Exception {
        Path module =
                Files.write(
                        folder.resolve("evil\u001b]0;x\u0007.wasm"),
                        new GuestModule().exports("a\u001b[2J\u202e", "()->()", "00").build());

        Result result =
                line.run(
                        "ext",
                        "run",
                        module,
                        "--handler",
                        "a\u001b[2J\u202e",
                        "--event",
                        "x\u0007");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out() + result.err())
                .contains("\\u{1b}[2J")
                .doesNotContain("\u001b", "\u0007", "\u202e");
    }

    private Path extension(GuestModule module) throws Exception {
        return line.extension(module.build());
    }
}
