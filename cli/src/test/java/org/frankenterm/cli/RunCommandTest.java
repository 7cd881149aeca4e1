package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .containsPattern("HANDLER +CALLS +FAILED +ACTIONS +FASTEST +MEDIAN +SLOWEST\n")
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

    @Test
    void run_payloadNotAsDescribed_notedAndFiredAllTheSame() {
        Result result =
                line.run(
                        "ext",
                        "run",
                        HELLO,
                        "--event",
                        "config.reload",
                        "--payload",
                        "{\"paht\":1}");

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains(
                        "frankenterm: note: payload of config.reload: \"paht\" is no field of the event, and"
                                + " handlers don't see it; did you mean path?\n");
    }

    @Test
    void run_payloadAsDescribed_nothingNoted() {
        Result result =
                line.run(
                        "ext",
                        "run",
                        HELLO,
                        "--event",
                        "config.reload",
                        "--payload",
                        "{\"path\":\"/x\"}");

        assertThat(result.status()).isZero();
        assertThat(result.err()).doesNotContain("note: payload");
    }

    @Test
    void run_eventOfNobody_notedWithTheNearest() {
        Result result =
                line.run(
                        "ext",
                        "run",
                        HELLO.resolve("hello.wasm"),
                        "--handler",
                        "on_reload",
                        "--event",
                        "config.relaod");

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains(
                        "note: \"config.relaod\" is no event of this host: only hooks that name it exactly"
                                + " hear it; did you mean config.reload?\n");
    }

    @Test
    void run_keysWithoutTheGrant_status1AndWhatToGrant() {
        Result result =
                line.run(
                        "ext",
                        "run",
                        HELLO.resolve("hello.wasm"),
                        "--handler",
                        "on_reload",
                        "--event",
                        "key.pressed",
                        "--payload",
                        "{\"pane_id\":1,\"focused\":true,\"echo\":true,\"key\":\"a\"}");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("skipped", "not heard: seeing keys is not requested")
                .contains("DENIED", "event(key.pressed): ");
    }

    @Test
    void run_hookThatDoesNotWantTheEvent_skippedAndNoFailure() throws Exception {
        Path guest =
                line.extension(
                        new GuestModule().exports("a", "()->()", "").build(),
                        "[extension]\nname = \"guest\"\n[[hooks]]\nevent = \"git:*\"\nhandler = \"a\"\nmatch = \"x\"\n");

        Result once = line.run("ext", "run", guest, "--event", "git:branch");
        Result often = line.run("ext", "run", guest, "--event", "git:branch", "--repeat", "20");

        assertThat(once.status()).isZero();
        assertThat(once.out()).contains("skipped", "the hook's match looks at a text or title");
        assertThat(often.status()).isZero();
        assertThat(often.out()).contains("a, 20 times: the hook's match looks at a text or title");
    }

    private Path extension(GuestModule module) throws Exception {
        return line.extension(module.build());
    }
}
