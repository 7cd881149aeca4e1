package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

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

class EventFunctionsTest {
    private static final String ALL_THREE =
            """
            (call $show (call $event_name))
            (call $show (call $event_payload))
            (call $show (call $event_field (i32.const 0) (i32.const 4)))
            (call $show (call $last_error))
            """;

    @TempDir Path folder;

    @Test
    void nameAndPayload_inAHandler_asFired() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(call $show (call $event_name)) (call $show (call $event_payload))"));

            host.fire("config.reload", "{ \"path\": \"/é\" }");

            assertThat(host.messages())
                    .containsExactly("13:config.reload", "17:{ \"path\": \"/é\" }");
            assertThat(host.calls("ft_event_name").getFirst().event()).isEqualTo("config.reload");
        }
    }

    @ParameterizedTest
    @CsvSource({"_initialize", "_start"})
    void event_duringEntry_isAbsent(String entry) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.module(
                            Guests.handler(entry, ALL_THREE),
                            Guests.handler("run", ""),
                            Guests.data(0, "path")));

            assertThat(host.run("{\"path\":1}").outcome().completed()).isTrue();

            assertThat(host.messages())
                    .containsExactly("-1", "-1", "-1", "25:no event is being handled");
            assertThat(host.calls()).extracting(AuditEntry::event).containsOnly("");
            assertThat(host.calls()).extracting(AuditEntry::outcome).containsOnly(AuditOutcome.OK);
        }
    }

    @Test
    void event_duringTheStartSection_isAbsent() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.module(
                            "(func $begin %s)".formatted(ALL_THREE),
                            "(start $begin)",
                            Guests.handler("run", "")));

            assertThat(host.run().outcome().completed()).isTrue();

            assertThat(host.messages())
                    .containsExactly("-1", "-1", "-1", "25:no event is being handled");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text    | {`text`:`a\\nb\\u00e9`}     | 5:a\\u{a}bé",
                "empty   | {`empty`:``}                | 0:",
                "number  | {`number`:-1.50e3}          | 7:-1.50e3",
                "yes     | {`yes`:true}                | 4:true",
                "nothing | {`nothing`:null}            | 4:null",
                "list    | {`list`:[1, `a`, {}]}       | 10:[1,\"a\",{}]",
                "object  | {`object`: {`b`: 1,`a`: 2}} | 13:{\"b\":1,\"a\":2}",
                "größe   | {`größe`:7}                 | 1:7",
                "a.b     | {`a`:{`b`:1},`a.b`:2}       | 1:2",
                "Text    | {`text`:1}                  | -1",
                "b       | {`a`:{`b`:1}}               | -1",
                "a       | {}                          | -1"
            })
    void field_any_stringsBareTheRestJson(String name, String payload, String shown)
            throws Exception {
        assertThat(field(name, payload.replace('`', '"'))).startsWith(shown);
    }

    @Test
    void field_withoutAName_isOneLikeAnyOther() throws Exception {
        assertThat(field("", "{\"\":\"nameless\"}")).startsWith("8:nameless");
    }

    @Test
    void field_absent_hasASentence() throws Exception {
        assertThat(field("nope", "{}")).containsExactly("-1", "29:the event has no field \"nope\"");
    }

    @Test
    void field_nameNotUtf8_isInvalid() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(call $show (call $event_field (i32.const 0) (i32.const 1)))",
                            Guests.data(0, new byte[] {(byte) 0xff})));

            host.run();

            assertThat(host.messages()).containsExactly("-3");
        }
    }

    @Test
    void field_nameTooLong_isInvalid() throws Exception {
        assertThat(field("n".repeat(1025), "{}")).startsWith("-3");
    }

    @Test
    void payload_ofAMebibyte_readInParts() throws Exception {
        String payload = "{\"a\":\"%s\"}".formatted("x".repeat((1 << 20) - 8));
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (call $number (call $event_payload))
                            (call $number (call $read_at (i32.const 1048570) (i32.const 64) (i32.const 9)))
                            (call $log (i32.const 2) (i32.const 64) (i32.const 6))
                            """));

            assertThat(host.run(payload).outcome().completed()).isTrue();

            assertThat(host.messages()).containsExactly("1048576", "6", "xxxx\"}");
        }
    }

    @Test
    void field_failed_leavesTheBufferEmpty() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (drop (call $event_name))
                            (drop (call $event_field (i32.const 0) (i32.const 4)))
                            (call $number (call $read (i32.const 64) (i32.const 9)))
                            (drop (call $event_name))
                            (drop (call $event_field (i32.const 65535) (i32.const 4)))
                            (call $number (call $read (i32.const 64) (i32.const 9)))
                            """));

            host.run();

            assertThat(host.messages()).containsExactly("0", "0");
        }
    }

    private List<String> field(String name, String payload) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (call $show (call $event_field (i32.const 0) (i32.const %d)))
                            (call $show (call $last_error))
                            """
                                    .formatted(Guests.length(name)),
                            Guests.data(0, name)));
            assertThat(host.run(payload).outcome().completed()).isTrue();
            return host.messages();
        }
    }
}
