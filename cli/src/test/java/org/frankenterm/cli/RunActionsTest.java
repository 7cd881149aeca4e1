package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run shows of what handlers ask for.
class RunActionsTest {
    private static final String MANIFEST =
            """
            [extension]
            name = "guest"

            [[hooks]]
            event = "config.reload"
            handler = "on_reload"

            [permissions]
            config = ["window.*"]
            pane_input = "control"
            notifications = true
            """;

    /// Sets `window.opacity` to 0.5, notifies, emits, and types Enter into the focused pane; logs
    /// the setting as it was before.
    private static final String ASKING =
            """
            (module
              (import "env" "ft_set_config" (func $set (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_get_config" (func $get (param i32 i32) (result i32)))
              (import "env" "ft_return_buffer_read" (func $read (param i32 i32) (result i32)))
              (import "env" "ft_log" (func $log (param i32 i32 i32)))
              (import "env" "ft_notify" (func $notify (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_emit" (func $emit (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_send_input" (func $type (param i64 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "window.opacity")
              (data (i32.const 32) "0.5")
              (data (i32.const 64) "Dim\\1b[2J")
              (data (i32.const 96) "{\\"by\\":2}")
              (data (i32.const 128) "\\0d")
              (data (i32.const 160) "opacity ")
              (func (export "on_reload")
                (if (i32.ge_s (call $get (i32.const 0) (i32.const 14)) (i32.const 0))
                  (then (call $log (i32.const 2) (i32.const 160)
                    (i32.add (i32.const 8) (call $read (i32.const 168) (i32.const 100))))))
                (drop (call $set (i32.const 0) (i32.const 14) (i32.const 32) (i32.const 3)))
                (drop (call $notify (i32.const 64) (i32.const 7) (i32.const 32) (i32.const 3)))
                (drop (call $emit (i32.const 64) (i32.const 0) (i32.const 96) (i32.const 8)))
                (drop (call $emit (i32.const 65) (i32.const 2) (i32.const 96) (i32.const 8)))
                (if (i32.ne (call $type (i64.const -1) (i32.const 128) (i32.const 1)) (i32.const -6))
                  (then (unreachable)))
                END))
            """;

    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
    }

    private Result run(String end, Object... more) throws Exception {
        byte[] module = Wat.toBinary(ASKING.replace("END", end));
        Object[] arguments = new Object[more.length + 2];
        arguments[0] = "--grant";
        arguments[1] = "all";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return line.reload(line.extension(module, MANIFEST), arguments);
    }

    @Test
    void run_actions_listedAfterTheCalls() throws Exception {
        Result result = run("");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains(
                        """

                        ACTIONS
                        #  HANDLER    ACTION      WHAT
                        1  on_reload  set_config  window.opacity = 0.5
                        1  on_reload  notify      guest: Dim\\u{1b}[2J / 0.5
                        1  on_reload  emit        guest:im {"by":2}
                        """);
    }

    @Test
    void run_again_findsTheSettingOfTheFiringBefore() throws Exception {
        Result result = run("", "--repeat", 2);

        assertThat(result.err()).containsOnlyOnce("opacity 0.5");
        assertThat(result.out()).contains("\n2  on_reload  set_config  window.opacity = 0.5\n");
    }

    @Test
    void run_dryRun_listedAndNothingKept() throws Exception {
        Result result = run("", "--repeat", 2, "--dry-run");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("\nACTIONS, none of them applied\n#  HANDLER");
        assertThat(result.err()).doesNotContain("opacity 0.5");
    }

    @Test
    void run_failure_saysHowMuchIsDiscarded() throws Exception {
        Result result = run("(unreachable)");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("  discarded is what it had asked for before, actions: 3\n")
                .doesNotContain("ACTIONS");
    }

    @Test
    void run_repeatedOften_counted() throws Exception {
        Result result = run("", "--repeat", 11, "--dry-run");

        assertThat(result.out())
                .containsPattern("HANDLER +CALLS +FAILED +ACTIONS ")
                .containsPattern("on_reload +11 +0 +[12]\\d ")
                .doesNotContain("set_config");
    }

    @Test
    void run_notGranted_deniedAndNoActionsButTheFreeOne() throws Exception {
        byte[] module = Wat.toBinary(ASKING.replace("-6", "-2").replace("END", ""));
        Result result = line.reload(line.extension(module, MANIFEST));

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains(
                        "DENIED",
                        "ft_set_config(window.opacity, 3 bytes)",
                        "on_reload  emit    guest:im")
                .doesNotContain("  set_config  ", "  notify  ");
    }

    @Test
    void run_grantsThatWork_noNoticeThatTheyDoNot() throws Exception {
        assertThat(run("").err()).doesNotContain("doesn't offer it yet");
    }

    @Test
    void run_json_actionsWithTheirValues() throws Exception {
        Result result = run("", "--json", "--dry-run");

        JsonReader.parseObject(result.out());
        assertThat(result.out())
                .contains(
                        "\"dry_run\":true",
                        "\"actions\":3",
                        "\"actions\":[{\"action\":\"set_config\",\"key\":\"window.opacity\",\"value\":0.5},"
                                + "{\"action\":\"notify\",\"title\":\"guest: Dim\\\\u{1b}[2J\",\"body\":\"0.5\"},"
                                + "{\"action\":\"emit\",\"event\":\"guest:im\",\"payload\":{\"by\":2}}],"
                                + "\"discarded_actions\":0");
    }

    @Test
    void run_jsonOfATrap_discardedCounted() throws Exception {
        assertThat(run("(unreachable)", "--json").out())
                .contains("\"actions\":[],\"discarded_actions\":3");
    }

    @Test
    void run_manyActions_firstHundredShown() throws Exception {
        String more =
                "(drop (call $emit (i32.const 65) (i32.const 2) (i32.const 96) (i32.const 8)))";
        Result result = run(more.repeat(99), "--grant", "all");

        assertThat(result.out().lines().filter(row -> row.contains("on_reload  emit"))).hasSize(98);
        assertThat(result.out()).endsWith("and 2 more; --json has all\n");
    }
}
