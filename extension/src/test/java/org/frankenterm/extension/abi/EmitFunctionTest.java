package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmitFunctionTest {
    private static final int PAYLOAD = 1024;
    private static final String LAST_ERROR = "(call $show (call $last_error))";

    @TempDir Path folder;

    private static String emitting(String topic, String payload) {
        return Guests.running(
                "(call $number "
                        + Guests.call("$emit", 0, topic, PAYLOAD, payload)
                        + ")"
                        + LAST_ERROR,
                Guests.data(0, topic),
                Guests.data(PAYLOAD, payload));
    }

    /// A manifest with one hook.
    private static String hearing(String name, String event) {
        return Guests.manifest(name, "run").replace("\"*\"", "\"" + event + "\"");
    }

    @Test
    void emit_anyone_reportedUnderItsName() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.manifest("Git", "run"), emitting("status-1.x_y", "{\"dirty\":true}"));

            assertThat(host.run().actions())
                    .containsExactly(new Action.Custom("Git:status-1.x_y", "{\"dirty\":true}"));
            assertThat(host.messages()).containsExactly("0", "0:");
        }
    }

    @Test
    void emit_noPayload_isAnEmptyObject() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(emitting("x", ""));

            assertThat(host.run().actions()).containsExactly(new Action.Custom("guest:x", "{}"));
        }
    }

    @Test
    void emit_recorded_topicAndSize() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(emitting("x", "{\"a\":\"hunter2\"}"));
            host.run();

            assertThat(host.calls("ft_emit").getFirst())
                    .returns("x, 15 bytes", AuditEntry::arguments);
            assertThat(host.everything()).doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|{}",
                "A|{}",
                "a b|{}",
                "a:b|{}",
                "ä|{}",
                "a/b|{}",
                "x|[]",
                "x|1",
                "x|{",
                "x|{\"a\":1,\"a\":1}"
            })
    void emit_malformed_invalid(String topic, String payload) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(emitting(topic, payload));

            HandlerReport report = host.run();
            assertThat(report.outcome().completed()).isTrue();
            assertThat(report.actions()).isEmpty();
            assertThat(host.messages().getFirst()).isEqualTo("-3");
            assertThat(host.messages().getLast()).doesNotStartWith("0:");
        }
    }

    @Test
    void emit_tooLarge_invalid() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (drop (memory.grow (i32.const 2)))
                            (call $number
                              (call $emit (i32.const 0) (i32.const 1) (i32.const 1024) (i32.const 65537)))
                            (call $number
                              (call $emit (i32.const 0) (i32.const 65) (i32.const 1024) (i32.const 0)))
                            """,
                            Guests.data(0, "x")));
            host.run();

            assertThat(host.messages()).containsExactly("-3", "-3");
        }
    }

    @Test
    void emit_flood_hundredAtOnceThenALimit() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            String once = Guests.call("$emit", 0, "x", PAYLOAD, "");
            host.load(
                    Guests.running(
                            ("(call $number " + once + ")").repeat(1000), Guests.data(0, "x")));

            HandlerReport report = host.run();
            assertThat(host.messages().subList(0, 100)).containsOnly("0");
            assertThat(host.messages()).contains("-4");
            assertThat(report.actions()).hasSizeBetween(100, 900);
        }
    }

    @Test
    void emit_heardByOthers_withItsPayloadAndNotByItself() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.manifest("emitter", "run", "hear")
                            .replaceFirst("\"\\*\"", "\"bell\"")
                            .replace("\"*\"", "\"emitter:*\""),
                    Guests.module(
                            Guests.handler(
                                    "run",
                                    "(drop "
                                            + Guests.call("$emit", 0, "x", PAYLOAD, "{\"n\":1}")
                                            + ")"),
                            Guests.handler("hear", "(call $number (i32.const 99))"),
                            Guests.data(0, "x"),
                            Guests.data(PAYLOAD, "{\"n\":1}")));
            host.load(
                    hearing("listener", "emitter:*"),
                    Guests.running(
                            "(call $show (call $event_name))(call $show (call $event_payload))"));

            assertThat(host.fire("bell").handlers()).hasSize(1);
            assertThat(host.messages()).containsExactly("9:emitter:x", "7:{\"n\":1}");
        }
    }

    @Test
    void emit_dryRun_reportedAndNotFired() throws Exception {
        try (TestHost host = TestHost.open(folder, TestHost.Setup.DEFAULT.dry())) {
            host.load(hearing("emitter", "bell"), emitting("x", ""));
            host.load(
                    hearing("listener", "emitter:x"),
                    Guests.running("(call $number (i32.const 99))"));

            assertThat(host.fire("bell").handlers().getFirst().actions()).hasSize(1);
            assertThat(host.messages()).doesNotContain("99");
        }
    }

    /// A emits, B answers, A would answer again.
    @Test
    void emit_pingPong_endsAfterOneRound() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.manifest("a", "run"),
                    Guests.running(
                            "(drop "
                                    + Guests.call("$emit", 0, "x", PAYLOAD, "")
                                    + ")"
                                    + "(call $number (i32.const 1))",
                            Guests.data(0, "x")));
            host.load(
                    hearing("b", "a:x"),
                    Guests.running(
                            "(drop "
                                    + Guests.call("$emit", 0, "x", PAYLOAD, "")
                                    + ")"
                                    + "(call $number (i32.const 2))",
                            Guests.data(0, "x")));
            host.load(hearing("A2", "b:x"), Guests.running("(call $number (i32.const 3))"));

            host.fire("bell");

            assertThat(host.messages()).containsExactly("1", "2", "3");
        }
    }

    /// Ten extensions, each of which answers the one before it.
    @Test
    void emit_chain_endsAfterEight() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            for (int i = 0; i < 10; i++) {
                host.load(
                        hearing("e" + i, i == 0 ? "bell" : "e" + (i - 1) + ":x"),
                        Guests.running(
                                "(call $number (i32.const "
                                        + i
                                        + "))"
                                        + "(drop "
                                        + Guests.call("$emit", 0, "x", PAYLOAD, "")
                                        + ")",
                                Guests.data(0, "x")));
            }
            host.fire("bell");

            assertThat(host.messages())
                    .isEqualTo(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8"));
            assertThat(host.logLines())
                    .anyMatch(line ->
                            line.endsWith(
                                    "[e8] 1 event of its making dropped, because 8 extensions had caused them one after the other"));
        }
    }
}
