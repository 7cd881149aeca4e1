package org.frankenterm.extension.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.frankenterm.extension.json.Json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriterTest {
    @Test
    void toString_ofEverything_isCompactJson() {
        String text =
                new JsonWriter()
                        .object()
                        .field("name", "git")
                        .field("size", 67_108_864L)
                        .field("enabled", false)
                        .field("raw", new JsonString("x"))
                        .name("none")
                        .nothing()
                        .name("list")
                        .array()
                        .value("a")
                        .value(-1)
                        .value(true)
                        .nothing()
                        .array()
                        .end()
                        .object()
                        .end()
                        .end()
                        .name("inner")
                        .object()
                        .field("x", Long.MIN_VALUE)
                        .end()
                        .end()
                        .toString();
        assertThat(text)
                .isEqualTo(
                        "{\"name\":\"git\",\"size\":67108864,\"enabled\":false,\"raw\":\"x\",\"none\":null,"
                                + "\"list\":[\"a\",-1,true,null,[],{}],\"inner\":{\"x\":-9223372036854775808}}");
    }

    @Test
    void value_scalarAlone_isAText() {
        assertThat(new JsonWriter().value("a")).hasToString("\"a\"");
        assertThat(new JsonWriter().value(7)).hasToString("7");
        assertThat(new JsonWriter().value(true)).hasToString("true");
        assertThat(new JsonWriter().nothing()).hasToString("null");
    }

    @Test
    void writer_onText_appends() {
        var line = new StringBuilder("x ");
        assertThat(new JsonWriter(line).array().end()).hasToString("x []");
        new JsonWriter(line).value(1);
        assertThat(line).hasToString("x []1");
    }

    @Test
    void value_everythingOutsidePrintableAscii_isEscaped() {
        assertString("\"\\/", "\\\"\\\\/");
        assertString("\n\r\t\b\f\0", "\\n\\r\\t\\b\\f\\u0000");
        assertString("\u001B[31m\u009B\u007F", "\\u001b[31m\\u009b\\u007f");
        assertString("\u2028\u2029\u202E\u200B\uFEFF", "\\u2028\\u2029\\u202e\\u200b\\ufeff");
        assertString("é中😀", "\\u00e9\\u4e2d\\ud83d\\ude00");
        assertString("\uD800x\uDC00", "\\ud800x\\udc00");
        assertThat(new JsonWriter().object().field("\u001B\"", 1).end())
                .hasToString("{\"\\u001b\\\"\":1}");
    }

    @Test
    void plain_onlyWhatMustBe_isEscaped() {
        assertThat(JsonWriter.plain().value("\"\\/\n\b\f\0\u001B\u007Fé中😀\u2028"))
                .hasToString("\"\\\"\\\\/\\n\\b\\f\\u0000\\u001b\u007Fé中😀\u2028\"");
    }

    @Test
    void plain_whatWasRead_isNotLongerThanBefore() throws JsonProblem {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            String text = JsonWriter.plain().value(RandomJson.tree(random, 4)).toString();
            String again = JsonWriter.plain().value(JsonReader.parse(text)).toString();
            assertThat(again).as("seed %d", seed).isEqualTo(text);
            assertThat(text.length())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(JsonReader.parse(text).toJson().length());
        }
    }

    @Test
    void value_anyCharacters_arePrintableAsciiThatReadsBack() throws JsonProblem {
        long seed = 0x3EAD5L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            Json tree = RandomJson.tree(random, 4);
            String text = new JsonWriter().value(tree).toString();
            assertThat(text.chars()).allMatch(c -> c >= ' ' && c <= '~');
            assertThat(JsonReader.parse(text)).isEqualTo(tree);
        }
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String text = new JsonWriter().value("a" + c + "b").toString();
            assertThat(text.chars()).allMatch(out -> out >= ' ' && out <= '~');
            if (!Character.isSurrogate(c)) {
                assertThat(JsonReader.parse(text)).isEqualTo(new JsonString("a" + c + "b"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void writer_callThatDoesNotFit_isRefused(UnaryOperator<JsonWriter> misuse) {
        assertThatThrownBy(() -> misuse.apply(new JsonWriter()).toString())
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertString(String text, String escaped) {
        assertThat(new JsonWriter().value(text)).hasToString('"' + escaped + '"');
    }

    static Stream<UnaryOperator<JsonWriter>> misuses() {
        return Stream.of(
                w -> w,
                w -> w.object(),
                w -> w.end(),
                w -> w.name("a"),
                w -> w.array().name("a"),
                w -> w.object().value(1),
                w -> w.object().array(),
                w -> w.object().name("a").name("b"),
                w -> w.object().name("a").end(),
                w -> w.object().name("a").value(1).value(2),
                w -> w.value(1).value(2),
                w -> w.value(1).array(),
                w -> w.array().end().end(),
                w -> w.array().end().nothing(),
                w -> w.array().object().end());
    }
}
