package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.testing.FakeTerminal;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaneFunctionsTest {
    private static final String ACCESS = "pane_access = true";
    private static final String LAST_ERROR = "(call $show (call $last_error))";
    private static final String VIM =
            "{\"pane_id\":3,\"title\":\"vim\",\"cwd\":\"/home/me\",\"columns\":80,\"rows\":24,"
                    + "\"focused\":true,\"echo\":true}";

    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir Path folder;

    private TestHost open() {
        return TestHost.open(folder, TestHost.Setup.DEFAULT.with(terminal.services()));
    }

    private static List<String> messages(TestHost host, String... calls) throws Exception {
        host.load(Guests.asking("guest", ACCESS, "run"), Guests.running(show(calls)), "all");
        HandlerReport report = host.run();
        assertThat(report.outcome().completed()).as(report.toString()).isTrue();
        return host.messages();
    }

    private static String show(String... calls) {
        StringBuilder shown = new StringBuilder();
        for (String call : calls) {
            shown.append("(call $show ").append(call).append(")");
        }
        return shown.toString();
    }

    private static String info(long pane) {
        return "(call $pane_info (i64.const %d))".formatted(pane);
    }

    private static String text(long pane, long lines) {
        return "(call $pane_text (i64.const %d) (i32.const %d))".formatted(pane, lines);
    }

    @Test
    void list_granted_allPanesAsJson() throws Exception {
        try (TestHost host = open()) {
            String shown = messages(host, "(call $list_panes)").getFirst();

            String json = shown.substring(shown.indexOf(':') + 1);
            assertThat(json).startsWith("[" + VIM).contains("\"a\\u001b[2J\\\"\\n\"");
            assertThat(((JsonArray) JsonReader.parse(json)).elements()).hasSize(2);
        }
    }

    @Test
    void list_noPanes_isAnEmptyArray() throws Exception {
        terminal.panes.clear();
        try (TestHost host = open()) {
            assertThat(messages(host, "(call $list_panes)", info(-1)))
                    .containsExactly("2:[]", "-1");
        }
    }

    @Test
    void info_byNumberAndByFocus_theSamePane() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, info(3), info(-1)))
                    .containsExactly(VIM.length() + ":" + VIM, VIM.length() + ":" + VIM);
            assertThat(host.calls("ft_get_pane_info"))
                    .extracting(AuditEntry::arguments)
                    .containsOnly("pane 3, 94 bytes");
        }
    }

    @Test
    void text_lines_asManyAsAskedUpToTenThousand() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, text(7, 5), text(-1, 0), text(7, -1)))
                    .containsExactly("15:the last 5 of 7", "0:", "19:the last 10000 of 7");
            assertThat(host.calls("ft_get_pane_text").getFirst().arguments())
                    .isEqualTo("pane 7, 15 bytes");
        }
    }

    @Test
    void pane_noSuch_absentWithASentence() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, info(4), "(call $last_error)", text(Long.MAX_VALUE, 1)))
                    .containsExactly("-1", "18:there is no pane 4", "-1");
        }
    }

    @Test
    void pane_negative_invalid() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, info(-2), text(Long.MIN_VALUE, 1))).containsOnly("-3");
        }
    }

    @Test
    void functions_notGranted_denied() throws Exception {
        try (TestHost host = open()) {
            host.load(
                    Guests.asking("guest", ACCESS, "run"),
                    Guests.running(show("(call $list_panes)", info(3), text(3, 1)) + LAST_ERROR));
            host.run();

            assertThat(host.messages())
                    .startsWith("-2", "-2", "-2")
                    .last()
                    .asString()
                    .contains("--grant pane_access");
            assertThat(host.everything()).doesNotContain("vim");
        }
    }

    @Test
    void functions_noPanes_notOffered() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            assertThat(messages(host, "(call $list_panes)", info(3), text(3, 1)))
                    .containsExactly("-6", "-6", "-6");
        }
    }
}
