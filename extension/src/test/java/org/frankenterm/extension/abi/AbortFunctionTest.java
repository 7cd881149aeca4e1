package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Edges;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbortFunctionTest {
    @TempDir Path folder;

    @Test
    void abort_withTexts_trapsWithThem() throws Exception {
        assertThat(aborted("it is 🦊", "index.ts")).isEqualTo("abort: it is 🦊 in index.ts:3:7");
    }

    @Test
    void abort_hostileText_oneSafeLine() throws Exception {
        assertThat(aborted("a\u001b[2J\n\ud800", "\u202e"))
                .isEqualTo("abort: a\\u{1b}[2J\\u{a}\uFFFD in \\u{202e}:3:7");
    }

    @Test
    void abort_longText_cutSoThatThePlaceIsSeen() throws Exception {
        assertThat(aborted("m".repeat(5000), "f".repeat(5000)))
                .isEqualTo("abort: %s… in %s…:3:7".formatted("m".repeat(199), "f".repeat(199)));
    }

    @Test
    void abort_recorded_placeAndNotTheGuestsWords() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(aborting("hunter2", "index.ts"));

            host.run();

            AuditEntry call = host.calls().getFirst();
            assertThat(host.calls()).hasSize(1);
            assertThat(call.outcome()).isEqualTo(AuditOutcome.ERROR);
            assertThat(call.arguments()).isEqualTo("line 3, column 7");
            assertThat(call.reason()).isEqualTo("the guest ended its call");
            assertThat(host.calls().toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void abort_lengthBeyondTheMemory_shownAsFarAsItIsLookedAt() throws Exception {
        byte[] endless = {-1, -1, -1, -1, 'a', 0, 'b', 0};
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(call $abort (i32.const 4) (i32.const 65532) (i32.const 3) (i32.const 7))",
                            Guests.data(0, endless),
                            Guests.data(65528, endless)));

            assertThat(host.run().outcome().message())
                    .startsWith("the guest trapped: abort: ab\\u{0}")
                    .endsWith("… in (unreadable):3:7");
        }
    }

    @Test
    void abort_everyPointer_isAlwaysATrapOfTheGuest() throws Exception {
        StringBuilder handlers = new StringBuilder();
        String[] names = new String[Edges.PAIRS.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = "h" + i;
            Edges.Pair pair = Edges.PAIRS.get(i);
            handlers.append(
                    Guests.handler(
                            names[i],
                            "(call $abort (i32.const %d) (i32.const %d) (i32.const -1) (i32.const 0))"
                                    .formatted(pair.first(), pair.second())));
        }
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.manifest("guest", names), Guests.module(handlers.toString()));

            List<HandlerReport> reports = host.fire("test").handlers();

            assertThat(reports).hasSize(names.length).allSatisfy(AbortFunctionTest::aborted);
            assertThat(host.calls("abort")).hasSize(names.length);
        }
    }

    private static void aborted(HandlerReport report) {
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        CallOutcome.Trapped.class,
                        trapped -> {
                            assertThat(trapped.code()).isEqualTo("HOST");
                            assertThat(trapped.message())
                                    .startsWith("the guest trapped: abort: ")
                                    .contains(":4294967295:0");
                        });
    }

    private String aborted(String message, String file) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(aborting(message, file));
            return host.run().outcome().message().replaceFirst("the guest trapped: ", "");
        }
    }

    private static String aborting(String message, String file) {
        return Guests.running(
                "(call $abort (i32.const 4) (i32.const 16388) (i32.const 3) (i32.const 7))",
                Guests.data(0, utf16(message)),
                Guests.data(16384, utf16(file)));
    }

    /// A string as AssemblyScript has it: length in bytes, then UTF-16.
    private static byte[] utf16(String text) {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 + 2 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(2 * text.length());
        text.chars().forEach(c -> bytes.putChar((char) c));
        return bytes.array();
    }
}
