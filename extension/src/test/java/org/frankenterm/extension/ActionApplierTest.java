package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.FakeTerminal;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Actions on the way from a guest's call to what they do.
class ActionApplierTest {
    private static final String PERMISSIONS =
            "config = [\"colour\"]\npane_input = \"text\"\nnotifications = true";
    private static final String SET = Guests.call("$set_config", 0, "colour", 16, "1");
    private static final String NOTIFY = Guests.call("$notify", 0, "colour", 16, "1");
    private static final String EMIT = Guests.call("$emit", 0, "colour", 16, "");
    private static final String TYPE =
            "(call $send_input (i64.const -1) (i32.const 0) (i32.const 6))";
    private static final String DATA = Guests.data(0, "colour") + Guests.data(16, "1");

    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir Path folder;

    private TestHost open() {
        return TestHost.open(folder, TestHost.Setup.DEFAULT.with(terminal.services()));
    }

    private static Extension load(TestHost host, String... instructions) throws Exception {
        return loadAs(host, "guest", instructions);
    }

    private static Extension loadAs(TestHost host, String name, String... instructions)
            throws Exception {
        return host.load(
                Guests.asking(name, PERMISSIONS, "run"),
                Guests.running(String.join("\n", instructions), DATA),
                "all");
    }

    private static String drop(String call) {
        return "(drop " + call + ")";
    }

    @Test
    void actions_ofACompletedHandler_appliedInOrder() throws Exception {
        try (TestHost host = open()) {
            load(host, drop(SET), drop(TYPE), drop(NOTIFY), drop(EMIT), drop(SET));

            HandlerReport report = host.run();

            assertThat(report.actions()).hasSize(5);
            assertThat(report.discardedActions()).isZero();
            assertThat(terminal.applied)
                    .containsExactly(
                            "guest SetConfig[key=colour, json=1]",
                            "guest SendInput[pane=3, text=colour, whileFocused=true]",
                            "guest Custom[name=guest:colour, payload={}]",
                            "guest SetConfig[key=colour, json=1]");
            assertThat(terminal.notices).containsExactly("guest|guest: colour|1");
        }
    }

    @Test
    void actions_ofTwoExtensions_inTheOrderOfTheReport() throws Exception {
        try (TestHost host = open()) {
            loadAs(host, "first", drop(SET));
            loadAs(host, "second", drop(SET));

            host.fire("test");

            assertThat(terminal.applied)
                    .containsExactly(
                            "first SetConfig[key=colour, json=1]",
                            "second SetConfig[key=colour, json=1]");
        }
    }

    @Test
    void actions_beforeATrap_discardedAndCounted() throws Exception {
        try (TestHost host = open()) {
            load(host, drop(SET), drop(TYPE), "(unreachable)");

            HandlerReport report = host.run();

            assertThat(report.outcome()).isInstanceOf(CallOutcome.Trapped.class);
            assertThat(report.actions()).isEmpty();
            assertThat(report.discardedActions()).isEqualTo(2);
            assertThat(terminal.applied).isEmpty();
            assertThat(host.logLines()).anyMatch(line -> line.endsWith("is discarded, actions: 2"));
        }
    }

    @Test
    void actions_beforeAFailure_discardedAndNotKeptForTheNextCall() throws Exception {
        try (TestHost host = open()) {
            host.load(
                    Guests.asking("guest", PERMISSIONS, "run"),
                    Guests.module(
                            """
                            (global $calls (mut i32) (i32.const 0))
                            (func (export "run") (result i32)
                              (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
                              (if (i32.eq (global.get $calls) (i32.const 1)) (then %s))
                              (i32.eq (global.get $calls) (i32.const 1)))
                            """
                                    .formatted(drop(SET)),
                            DATA),
                    "all");

            assertThat(host.run()).returns(1, HandlerReport::discardedActions);
            assertThat(host.run()).returns(0, HandlerReport::discardedActions);
            assertThat(terminal.applied).isEmpty();
        }
    }

    @Test
    void actions_whileStarting_goWithTheFirstHandler() throws Exception {
        try (TestHost host = open()) {
            host.load(
                    Guests.asking("guest", PERMISSIONS, "run"),
                    Guests.module(
                            Guests.handler("_initialize", drop(SET)),
                            Guests.handler("run", drop(NOTIFY)),
                            DATA),
                    "all");

            assertThat(host.run().actions())
                    .containsExactly(
                            new Action.SetConfig("colour", "1"),
                            new Action.Notify("guest: colour", "1"));
            assertThat(host.run().actions()).hasSize(1);
        }
    }

    @Test
    void actions_ofAStartThatTraps_discarded() throws Exception {
        try (TestHost host = open()) {
            host.load(
                    Guests.asking("guest", PERMISSIONS, "run"),
                    Guests.module(
                            Guests.handler("_initialize", drop(SET) + "(unreachable)"),
                            Guests.handler("run", ""),
                            DATA),
                    "all");

            assertThat(host.run().discardedActions()).isEqualTo(1);
            assertThat(terminal.applied).isEmpty();
        }
    }

    @Test
    void dryRun_everything_reportedAndNothingApplied() throws Exception {
        TestHost.Setup setup = TestHost.Setup.DEFAULT.with(terminal.services()).dry();
        try (TestHost host = TestHost.open(folder, setup)) {
            load(host, drop(SET), drop(TYPE), drop(NOTIFY), drop(EMIT));

            assertThat(host.run().actions()).hasSize(4);
            assertThat(terminal.applied).isEmpty();
            assertThat(terminal.notices).isEmpty();
        }
    }

    /// What changes between a guest's call and the moment its action is applied: here it is changed
    /// by the action before.
    private TestHost changing(Runnable change) {
        HostServices services = terminal.services().withNotifier((_, _, _) -> change.run());
        return TestHost.open(folder, TestHost.Setup.DEFAULT.with(services));
    }

    private List<String> dropped(TestHost host) throws Exception {
        load(host, drop(NOTIFY), drop(TYPE), drop(SET));
        assertThat(host.run().actions()).hasSize(3);
        return host.logLines().stream().filter(line -> line.contains(" is dropped: ")).toList();
    }

    @Test
    void input_focusMovedMeanwhile_dropped() throws Exception {
        try (TestHost host = changing(() -> terminal.focus(7))) {
            assertThat(dropped(host))
                    .singleElement()
                    .asString()
                    .endsWith("typing into pane 3 is dropped: the focus has moved");
            assertThat(terminal.applied).containsExactly("guest SetConfig[key=colour, json=1]");
        }
    }

    @Test
    void input_echoOffMeanwhile_dropped() throws Exception {
        try (TestHost host = changing(() -> terminal.echo(3, false))) {
            assertThat(dropped(host)).singleElement().asString().contains("doesn't show");
        }
    }

    @Test
    void input_paneGoneMeanwhile_dropped() throws Exception {
        try (TestHost host = changing(() -> terminal.panes.remove(3L))) {
            assertThat(dropped(host)).singleElement().asString().endsWith("the pane is gone");
        }
    }

    @Test
    void config_keyGoneMeanwhile_dropped() throws Exception {
        try (TestHost host = changing(() -> terminal.settings.remove("colour"))) {
            assertThat(dropped(host))
                    .singleElement()
                    .asString()
                    .endsWith("setting \"colour\" is dropped: \"colour\" can't be set any more");
        }
    }

    @Test
    void grants_takenBackMeanwhile_restDropped() throws Exception {
        Extension[] extension = new Extension[1];
        TestHost[] opened = new TestHost[1];
        try (TestHost host =
                changing(() -> opened[0].host().regrant(extension[0], List.of("none")))) {
            opened[0] = host;
            extension[0] = load(host, drop(NOTIFY), drop(TYPE), drop(SET));
            host.run();

            assertThat(terminal.applied).isEmpty();
            assertThat(host.logLines())
                    .filteredOn(line -> line.contains("is dropped: "))
                    .hasSize(2)
                    .allMatch(line -> line.contains("is requested but not granted"));
        }
    }

    @Test
    void extension_closedMeanwhile_restDropped() throws Exception {
        Extension[] extension = new Extension[1];
        try (TestHost host = changing(() -> extension[0].close())) {
            extension[0] = load(host, drop(NOTIFY), drop(EMIT), drop(SET));
            host.run();

            assertThat(terminal.applied).isEmpty();
        }
    }

    @Test
    void sink_throws_loggedAndTheRestApplied() throws Exception {
        try (TestHost host =
                changing(() -> {
                    throw new IllegalStateException("no\u001bbus");
                })) {
            assertThat(dropped(host))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "a notice is dropped: the host failed with java.lang.IllegalStateException: no\\u{1b}bus");
            assertThat(terminal.applied).hasSize(2);
        }
    }

    @Test
    void panes_failMeanwhile_inputDroppedAndTheRestApplied() throws Exception {
        try (TestHost host = changing(() -> terminal.broken = true)) {
            assertThat(dropped(host))
                    .singleElement()
                    .asString()
                    .contains("typing into pane 3 is dropped: the host failed with");
            assertThat(terminal.applied).hasSize(1);
        }
    }
}
