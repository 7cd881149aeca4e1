package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.testing.FakeTerminal;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyFunctionTest {
    private static final int BODY = 8192;
    private static final String NOTICES = "notifications = true";

    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir Path folder;

    private TestHost open() {
        return TestHost.open(folder, TestHost.Setup.DEFAULT.with(terminal.services()));
    }

    private static String notifying(String title, String body) {
        return Guests.running(
                "(call $number " + Guests.call("$notify", 0, title, BODY, body) + ")",
                Guests.data(0, title),
                Guests.data(BODY, body));
    }

    private void show(TestHost host, String title, String body) throws Exception {
        host.load(Guests.asking("guest", NOTICES, "run"), notifying(title, body), "all");
        assertThat(host.run().outcome().completed()).isTrue();
    }

    @Test
    void notify_granted_shownUnderItsName() throws Exception {
        try (TestHost host = open()) {
            show(host, "Build", "all tests pass");

            assertThat(host.messages()).containsExactly("0");
            assertThat(terminal.notices).containsExactly("guest|guest: Build|all tests pass");
            assertThat(terminal.applied).isEmpty();
        }
    }

    @Test
    void notify_recorded_sizesOnly() throws Exception {
        try (TestHost host = open()) {
            show(host, "hunter2", "hunter22");

            assertThat(host.calls("ft_notify").getFirst())
                    .returns("title of 7 bytes, body of 8 bytes", AuditEntry::arguments);
            assertThat(host.everything()).doesNotContain("hunter2");
        }
    }

    @Test
    void notify_hostileText_twoSafeLines() throws Exception {
        try (TestHost host = open()) {
            show(host, "\u001b]0;x\u0007", "a\nhost: b\u202e");

            assertThat(terminal.notices)
                    .containsExactly("guest|guest: \\u{1b}]0;x\\u{7}|a\\u{a}host: b\\u{202e}");
        }
    }

    @Test
    void notify_long_cutTo256CodePointsTogether() throws Exception {
        try (TestHost host = open()) {
            show(host, "t".repeat(4000), "🦊".repeat(1000));

            assertThat(terminal.notices)
                    .containsExactly(
                            "guest|guest: " + "t".repeat(63) + "…|" + "🦊".repeat(191) + "…");
        }
    }

    @Test
    void notify_titleOrBodyAlone_shown() throws Exception {
        try (TestHost host = open()) {
            show(host, "", "b");
        }
        try (TestHost host = open()) {
            show(host, "t", "");
        }
        assertThat(terminal.notices).containsExactly("guest|guest|b", "guest|guest: t|");
    }

    @Test
    void notify_nothing_invalid() throws Exception {
        try (TestHost host = open()) {
            show(host, "", "");

            assertThat(host.messages()).containsExactly("-3");
            assertThat(terminal.notices).isEmpty();
        }
    }

    @Test
    void notify_notGranted_denied() throws Exception {
        try (TestHost host = open()) {
            host.load(Guests.asking("guest", NOTICES, "run"), notifying("t", "b"));

            assertThat(host.run().actions()).isEmpty();
            assertThat(host.messages()).containsExactly("-2");
            assertThat(host.calls("ft_notify").getFirst().reason())
                    .contains("--grant notifications");
        }
    }

    @Test
    void notify_noNotifier_notOffered() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            show(host, "t", "b");

            assertThat(host.messages()).containsExactly("-6");
        }
    }

    @Test
    void notify_flood_fourThenALimitAlsoForTheNextInstance() throws Exception {
        try (TestHost host = open()) {
            host.load(
                    Guests.asking("guest", NOTICES, "run"),
                    Guests.running(
                            ("(call $number " + Guests.call("$notify", 0, "t", BODY, "") + ")")
                                            .repeat(6)
                                    + "(if (i32.eq (call $event_field (i32.const 8) (i32.const 4)) (i32.const 1))"
                                    + " (then (unreachable)))",
                            Guests.data(0, "t"),
                            Guests.data(8, "trap")),
                    "all");

            assertThat(host.run("{\"trap\":\"1\"}"))
                    .returns(4, report -> report.discardedActions())
                    .returns(List.<Action>of(), report -> report.actions());
            assertThat(host.run().actions()).isEmpty();
            assertThat(host.messages())
                    .containsExactly(
                            "0", "0", "0", "0", "-4", "-4", "-4", "-4", "-4", "-4", "-4", "-4");
            assertThat(terminal.notices).isEmpty();
        }
    }
}
