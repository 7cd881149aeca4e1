package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What of events reaches a real guest: under which grants, and through which hooks.
class EventSightTest {
    private static final String PANE = "\"pane_id\":3,\"focused\":true";

    private static final String KEY =
            "{" + PANE + ",\"echo\":true,\"key\":\"s\",\"text\":\"s\",\"modifiers\":[]}";

    private static final String FOCUS =
            "{" + PANE + ",\"title\":\"bank\",\"cwd\":\"/home/ada/bank\"}";

    /// Logs the event's name and its payload.
    private static final String GUEST =
            Guests.running("(call $show (call $event_name)) (call $show (call $event_payload))");

    @TempDir private Path folder;

    @Test
    void spyOnEverything_noGrants_neverSeesKeysTextsOrTitles() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.manifest("spy", "run")
                            + "[[hooks]]\nevent = \"key.*\"\nhandler = \"run\"\n"
                            + "[[hooks]]\nevent = \"key.pressed\"\nhandler = \"run\"\n"
                            + "[permissions]\npane_keys = true\npane_access = true\n",
                    GUEST);

            assertThat(host.fire("key.pressed", KEY).handlers())
                    .hasSize(3)
                    .allSatisfy(report ->
                            assertThat(report.outcome()).isEqualTo(notGranted("pane_keys")));
            host.fire("pane.output", "{" + PANE + ",\"echo\":true,\"text\":\"secret\"}");
            host.fire("pane.title_changed", "{" + PANE + ",\"title\":\"bank\"}");

            assertThat(host.messages()).isEmpty();
            assertThat(host.calls())
                    .extracting(AuditEntry::function)
                    .as("nothing was started for it")
                    .containsOnly("event");

            host.fire("pane.focus", FOCUS);

            assertThat(host.messages())
                    .containsExactly("10:pane.focus", "28:{\"pane_id\":3,\"focused\":true}");
            assertThat(host.everything()).doesNotContain("secret", "bank");
        }
    }

    private static Skipped notGranted(String permission) {
        String what = permission.equals("pane_keys") ? "seeing keys" : "access to panes";
        return new Skipped(
                "not heard: %s is requested but not granted: grant it with --grant %s"
                        .formatted(what, permission));
    }

    @Test
    void granted_keysAndTitles_seenAsFired() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.manifest("friend", "run")
                            + "[permissions]\npane_keys = true\npane_access = true\n",
                    GUEST,
                    "all");

            host.fire("key.pressed", KEY);
            host.fire("pane.focus", FOCUS);

            assertThat(host.messages())
                    .containsExactly(
                            "11:key.pressed",
                            KEY.length() + ":" + KEY,
                            "10:pane.focus",
                            FOCUS.length() + ":" + FOCUS);
        }
    }

    @Test
    void passwordPrompt_keysAndOutputGranted_silent() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.manifest("friend", "run")
                            + "[permissions]\npane_keys = true\npane_access = true\n",
                    GUEST,
                    "all");

            for (String event : List.of("key.pressed", "pane.output")) {
                assertThat(
                                host.fire(event, KEY.replace("\"echo\":true", "\"echo\":false"))
                                        .handlers()
                                        .getFirst()
                                        .outcome()
                                        .message())
                        .startsWith("not heard: nobody hears it while the pane doesn't show");
            }

            assertThat(host.messages()).isEmpty();
        }
    }

    @Test
    void field_thatMayNotBeSeen_isAbsent() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(call $show (call $event_field (i32.const 0) (i32.const 5)))",
                            Guests.data(0, "title")));

            host.fire("pane.focus", FOCUS);

            assertThat(host.messages()).containsExactly("-1");
        }
    }

    /// An entry for each key would keep when it was pressed.
    @Test
    void audit_withheldEvents_notedOnceUntilTheGrantsChange() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            Extension spy =
                    host.load(
                            Guests.manifest("spy", "run") + "[permissions]\npane_keys = true\n",
                            GUEST);
            for (int i = 0; i < 50; i++) {
                host.fire("key.pressed", KEY);
                host.fire("pane.output", KEY);
            }
            assertThat(host.calls())
                    .extracting(AuditEntry::arguments, AuditEntry::event, AuditEntry::call)
                    .containsExactly(
                            tuple("key.pressed", "key.pressed", 0L),
                            tuple("pane.output", "pane.output", 0L));
            assertThat(host.calls())
                    .extracting(AuditEntry::outcome)
                    .containsOnly(AuditOutcome.DENIED);
            assertThat(host.calls().getLast().reason())
                    .isEqualTo(
                            "access to panes is not requested: set pane_access = true under [permissions]"
                                    + " in extension.toml and grant it");
            assertThat(spy.deniedCalls(10)).hasSize(2);

            host.host().regrant(spy, List.of("none"));
            host.fire("key.pressed", KEY);
            host.fire("key.pressed", KEY);

            assertThat(spy.deniedCalls(10)).hasSize(3);
        }
    }

    @Test
    void regrant_betweenEvents_nextOneIsSeenUnderTheNewGrants() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            Extension guest =
                    host.load(
                            Guests.manifest("guest", "run") + "[permissions]\npane_access = true\n",
                            Guests.running("(call $show (call $event_payload))"));
            for (int i = 0; i < 3; i++) {
                host.host().regrant(guest, List.of("all"));
                host.fire("pane.focus", FOCUS);
                host.host().regrant(guest, List.of("none"));
                host.fire("pane.focus", FOCUS);
            }
            assertThat(host.messages().subList(0, 2))
                    .containsExactly(
                            FOCUS.length() + ":" + FOCUS, "28:{\"pane_id\":3,\"focused\":true}");
            assertThat(host.messages()).hasSize(6);
        }
    }

    /// A handler never has the view of one set of grants and the rights of another: here it returns
    /// 1 if it sees the title, and 2 if it sees the variable.
    @Test
    void regrant_racingWithEvents_viewAndRightsBelongTogether() throws Exception {
        String sees =
                """
                (func (export "run") (result i32)
                  (i32.add
                    (i32.ge_s (call $event_field (i32.const 0) (i32.const 5)) (i32.const 0))
                    (i32.mul (i32.const 2)
                      (i32.ge_s (call $env (i32.const 8) (i32.const 4)) (i32.const 0)))))
                """;
        try (TestHost host =
                        TestHost.open(
                                folder, TestHost.Setup.DEFAULT.with("HOME", "/home/ada").silent());
                ExecutorService granter = Executors.newSingleThreadExecutor()) {
            Extension guest =
                    host.load(
                            Guests.manifest("guest", List.of("HOME"), "run")
                                    + "pane_access = true\n",
                            Guests.module(sees, Guests.data(0, "title"), Guests.data(8, "HOME")));
            Future<?> granting =
                    granter.submit(() -> {
                        while (!Thread.currentThread().isInterrupted()) {
                            host.host().regrant(guest, List.of("all"));
                            host.host().regrant(guest, List.of("none"));
                        }
                    });
            for (int i = 0; i < 300; i++) {
                CallOutcome outcome =
                        host.fire("pane.focus", FOCUS).handlers().getFirst().outcome();
                assertThat(outcome)
                        .satisfiesAnyOf(
                                seen -> assertThat(seen).isEqualTo(new Completed()),
                                seen -> assertThat(seen).isEqualTo(new Failed(3)),
                                seen -> assertThat(seen).isInstanceOf(TimedOut.class));
            }
            granting.cancel(true);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "panes = 'focused'       | {'focused':true}                  | true",
                "panes = 'focused'       | {'focused':false}                 | false",
                "panes = 'focused'       | {}                                | false",
                "panes = 'all'           | {'focused':false}                 | true",
                "match = '^ban'          | {'title':'bank'}                  | true",
                "match = '^ank'          | {'title':'bank'}                  | false",
                "match = 'x'             | {}                                | false",
            })
    void hook_panesAndMatch_decideAtDelivery(String line, String payload, boolean called)
            throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    """
                    [extension]
                    name = "guest"
                    [permissions]
                    pane_access = true
                    [[hooks]]
                    event = "pane.*"
                    handler = "run"
                    """
                            + line.replace('\'', '"'),
                    Guests.running(""),
                    "all");

            CallOutcome outcome =
                    host.fire("pane.focus", payload.replace('\'', '"'))
                            .handlers()
                            .getFirst()
                            .outcome();

            assertThat(outcome.completed()).isEqualTo(called);
            if (!called) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Skipped.class, why -> assertThat(why.declared()).isTrue());
            }
        }
    }

    @Test
    void hooks_oneUnwanted_theOthersOfTheExtensionRun() throws Exception {
        String hook = "[[hooks]]\nevent = \"git:*\"\nhandler = \"%s\"\nmatch = \"%s\"\n";
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    "[extension]\nname = \"guest\"\n"
                            + hook.formatted("a", "^main$")
                            + hook.formatted("b", "^other$")
                            + hook.formatted("c", "ain"),
                    """
                    (module (func (export "a")) (func (export "b")) (func (export "c")))
                    """);

            assertThat(host.fire("git:branch", "{\"text\":\"main\"}").handlers())
                    .extracting(HandlerReport::handler, report -> report.outcome().completed())
                    .containsExactly(tuple("a", true), tuple("b", false), tuple("c", true));
        }
    }

    @Test
    void ownEvent_exactHookOnly_hearsIt() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    """
                    [extension]
                    name = "guest"
                    [hooks]
                    "*" = "run"
                    "vault.*" = "run"
                    """,
                    GUEST);
            assertThat(host.fire("vault.opened", "{\"secret\":1}").handlers()).isEmpty();

            host.load(
                    "[extension]\nname = \"other\"\n[hooks]\n\"vault.opened\" = \"run\"\n", GUEST);
            assertThat(host.fire("vault.opened", "{\"secret\":1}").handlers())
                    .extracting(HandlerReport::extension)
                    .containsExactly("other");
            assertThat(host.messages()).contains("12:{\"secret\":1}");
        }
    }
}
