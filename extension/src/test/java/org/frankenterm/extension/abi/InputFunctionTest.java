package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.testing.FakeTerminal;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFunctionTest {
    private static final String TEXT = "pane_input = \"text\"";
    private static final String CONTROL = "pane_input = \"control\"";

    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir Path folder;

    private TestHost open() {
        return TestHost.open(folder, TestHost.Setup.DEFAULT.with(terminal.services()));
    }

    private static String typing(long pane, String text) {
        return Guests.running(
                "(call $number (call $send_input (i64.const %d) (i32.const 0) (i32.const %d)))"
                                .formatted(pane, Guests.length(text))
                        + "(call $show (call $last_error))",
                Guests.data(0, text));
    }

    private static List<Action> type(TestHost host, String permission, long pane, String text)
            throws Exception {
        host.load(Guests.asking("guest", permission, "run"), typing(pane, text), "all");
        return host.run().actions();
    }

    @Test
    void input_text_typed() throws Exception {
        try (TestHost host = open()) {
            assertThat(type(host, TEXT, 7, "grüße"))
                    .containsExactly(new Action.SendInput(7, "grüße", false));
            assertThat(host.messages()).containsExactly("0", "0:");
            assertThat(terminal.applied).hasSize(1);
            assertThat(host.calls("ft_send_input").getFirst().arguments())
                    .isEqualTo("pane 7, 7 bytes of text");
        }
    }

    @Test
    void input_recorded_sizeAndNoText() throws Exception {
        try (TestHost host = open()) {
            type(host, TEXT, 7, "hunter2");

            assertThat(host.everything()).doesNotContain("hunter2");
        }
    }

    @Test
    void input_focusedPane_isTheRealOneInTheActionAndTheAudit() throws Exception {
        try (TestHost host = open()) {
            assertThat(type(host, TEXT, -1, "x"))
                    .containsExactly(new Action.SendInput(3, "x", true));
            assertThat(host.calls("ft_send_input").getFirst().arguments())
                    .isEqualTo("pane 3, 1 byte of text");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\t",
                "ls\n",
                "\r",
                "\u0003",
                "\u001b[A",
                "\u007f",
                "\u009b",
                "\u2028",
                "a\u2029"
            })
    void input_controlWithTextAlone_denied(String text) throws Exception {
        try (TestHost host = open()) {
            assertThat(type(host, TEXT, 7, text)).isEmpty();
            assertThat(host.messages().getFirst()).isEqualTo("-2");
            assertThat(host.calls("ft_send_input").getFirst())
                    .returns(AuditOutcome.DENIED, AuditEntry::outcome);
        }
    }

    @Test
    void input_controlGranted_typed() throws Exception {
        try (TestHost host = open()) {
            assertThat(type(host, CONTROL, 7, "ls\r")).hasSize(1);
            assertThat(host.calls("ft_send_input").getFirst().arguments())
                    .isEqualTo("pane 7, 3 bytes of control");
        }
    }

    @Test
    void input_paneWithoutEcho_refusedAndAudited() throws Exception {
        terminal.echo(3, false);
        try (TestHost host = open()) {
            assertThat(type(host, CONTROL, -1, "x")).isEmpty();
            assertThat(host.messages().getFirst()).isEqualTo("-2");
            assertThat(host.calls("ft_send_input").getFirst())
                    .returns(AuditOutcome.DENIED, AuditEntry::outcome)
                    .returns("pane 3, 1 byte of text", AuditEntry::arguments);
            assertThat(terminal.applied).isEmpty();
        }
    }

    @Test
    void input_noSuchPane_absent() throws Exception {
        try (TestHost host = open()) {
            assertThat(type(host, TEXT, 99, "x")).isEmpty();
            assertThat(host.messages()).containsExactly("-1", "19:there is no pane 99");
        }
    }

    @Test
    void input_noFocus_absent() throws Exception {
        terminal.focus(99);
        try (TestHost host = open()) {
            assertThat(type(host, TEXT, -1, "x")).isEmpty();
            assertThat(host.messages()).containsExactly("-1", "21:no pane has the focus");
        }
    }

    @Test
    void input_negativePane_invalid() throws Exception {
        try (TestHost host = open()) {
            type(host, TEXT, -2, "x");
            assertThat(host.messages().getFirst()).isEqualTo("-3");
        }
    }

    @Test
    void input_tooLong_invalid() throws Exception {
        try (TestHost host = open()) {
            type(host, TEXT, 7, "x".repeat(4097));
            assertThat(host.messages().getFirst()).isEqualTo("-3");
        }
    }

    @Test
    void input_flood_twentyAtOnceThenALimit() throws Exception {
        try (TestHost host = open()) {
            host.load(
                    Guests.asking("guest", TEXT, "run"),
                    Guests.running(
                            "(call $number (call $send_input (i64.const 7) (i32.const 0) (i32.const 1)))"
                                    .repeat(200),
                            Guests.data(0, "x")),
                    "all");
            host.run();

            assertThat(host.messages().subList(0, 20)).containsOnly("0");
            assertThat(host.messages()).contains("-4");
            assertThat(terminal.applied).hasSizeLessThan(150);
        }
    }

    @Test
    void input_noPanes_notOffered() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            type(host, TEXT, 7, "x");
            assertThat(host.messages())
                    .containsExactly("-6", "45:this host has no panes that can be typed into");
        }
    }
}
