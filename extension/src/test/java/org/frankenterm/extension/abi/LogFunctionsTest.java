package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFunctionsTest {
    private static final TestHost.Setup ALL_LEVELS =
            TestHost.Setup.DEFAULT.with("FRANKENTERM_LOG", "frankenterm_scripting::guest=trace");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, TRACE",
        "1, DEBUG",
        "2, INFO",
        "3, WARN",
        "4, ERROR",
        "5, ERROR",
        "2147483647, ERROR",
        "-1, TRACE",
        "-2147483648, TRACE"
    })
    void level_any_clamped(int level, String shown) throws Exception {
        try (TestHost host = TestHost.open(folder, ALL_LEVELS)) {
            host.load(logging(level, "hello"));

            assertThat(host.run().outcome().completed()).isTrue();

            assertThat(host.logLines()).singleElement().asString().contains(" " + shown + " ");
            assertThat(host.messages()).containsExactly("hello");
            assertThat(host.calls())
                    .singleElement()
                    .extracting(AuditEntry::arguments)
                    .isEqualTo(shown + ", 5 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void level_notWanted_writesNothingButChecksThePointer(int level) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (call $log (i32.const %1$d) (i32.const 0) (i32.const 5))
                            (call $log (i32.const %1$d) (i32.const 65532) (i32.const 5))
                            """
                                    .formatted(level)));

            host.run();

            assertThat(host.logLines()).isEmpty();
            assertThat(host.calls())
                    .extracting(AuditEntry::outcome)
                    .containsExactly(AuditOutcome.OK, AuditOutcome.ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "a\r\nb",
                "\u0000",
                "\u007f",
                "\u009b31m",
                "\u202egnp.exe",
                "\u2066x\u2069",
                "\u200b\u200d",
                "\u2028",
                "\ufeff",
                "\udb40\udc41"
            })
    void text_hostile_neverRawAndOneLine(String text) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(logging(2, "<" + text + ">"));

            host.run();

            String line = host.messages().getFirst();
            assertThat(host.logLines()).hasSize(1);
            assertThat(line).startsWith("<").endsWith(">").contains("\\u{");
            assertThat(line.chars().allMatch(c -> c >= 0x20 && c < 0x7f)).isTrue();
        }
    }

    @Test
    void text_notUtf8_refusedAndRecorded() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (call $log (i32.const 2) (i32.const 0) (i32.const 3))
                            (call $show (call $last_error))
                            """,
                            Guests.data(0, new byte[] {'a', (byte) 0xff, 'b'})));

            assertThat(host.run().outcome().completed()).isTrue();

            assertThat(host.messages()).containsExactly("25:a text is not valid UTF-8");
            AuditEntry call = host.calls("ft_log").getFirst();
            assertThat(call.outcome()).isEqualTo(AuditOutcome.ERROR);
            assertThat(call.reason()).isEqualTo("a text is not valid UTF-8");
            assertThat(call.result()).isZero();
        }
    }

    @Test
    void text_ofEightKibibytes_whole() throws Exception {
        String text = "a".repeat(8192);

        assertThat(logged(text.getBytes(StandardCharsets.UTF_8))).containsExactly(text);
    }

    @Test
    void text_overEightKibibytes_cutOnACharacter() throws Exception {
        String text = "a".repeat(8191) + "é and more";

        assertThat(logged(text.getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a".repeat(8191) + "…");
    }

    @Test
    void text_overEightKibibytesAndNotUtf8BeforeTheCut_refused() throws Exception {
        byte[] text = "a".repeat(9000).getBytes(StandardCharsets.UTF_8);
        text[8000] = (byte) 0x80;

        assertThat(logged(text)).isEmpty();
    }

    @Test
    void text_notUtf8AfterTheCut_neverLookedAt() throws Exception {
        byte[] text = "a".repeat(9000).getBytes(StandardCharsets.UTF_8);
        text[8500] = (byte) 0x80;

        assertThat(logged(text)).containsExactly("a".repeat(8192) + "…");
    }

    @Test
    void text_empty_isAnEmptyLineWhateverThePointer() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(call $log (i32.const 2) (i32.const 0xffffffff) (i32.const 0))"));

            host.run();

            assertThat(host.messages()).containsExactly("");
            assertThat(host.calls().getFirst().outcome()).isEqualTo(AuditOutcome.OK);
        }
    }

    @Test
    void lines_tooMany_droppedAndCounted() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (local $i i32)
                            (loop $again
                              (call $log (i32.const 2) (i32.const 0) (i32.const 1))
                              (br_if $again (i32.lt_u
                                (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                                (i32.const 20000))))
                            """,
                            Guests.data(0, "x")));

            host.run();

            List<String> messages = host.messages();
            long written = messages.stream().filter("x"::equals).count();
            assertThat(written).isBetween(1_000L, 19_999L);
            assertThat(messages.getLast().replace(",", ""))
                    .startsWith((20_000 - written) + " log lines dropped");
            assertThat(host.calls("ft_log")).hasSize(20_000);
        }
    }

    @Test
    void text_anything_neverInTheAudit() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(logging(2, "hunter2"));

            host.run();

            assertThat(host.messages()).containsExactly("hunter2");
            assertThat(host.calls().toString()).doesNotContain("hunter2");
        }
    }

    private static String logging(int level, String text) {
        return Guests.running(
                "(call $log (i32.const %d) (i32.const 0) (i32.const %d))"
                        .formatted(level, Guests.length(text)),
                Guests.data(0, text));
    }

    private List<String> logged(byte[] text) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(call $log (i32.const 2) (i32.const 0) (i32.const %d))"
                                    .formatted(text.length),
                            Guests.data(0, text)));
            host.run();
            return host.messages();
        }
    }
}
