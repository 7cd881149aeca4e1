package org.frankenterm.extension.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNull;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void parse_eachKindOfValue() throws JsonProblem {
        assertThat(JsonReader.parse("null")).isEqualTo(JsonNull.NULL);
        assertThat(JsonReader.parse(" true ")).isEqualTo(new JsonBool(true));
        assertThat(JsonReader.parse("false\n")).isEqualTo(new JsonBool(false));
        assertThat(JsonReader.parse("\"a\\n\\u00e9\\ud83d\\ude00é\""))
                .isEqualTo(new JsonString("a\né😀é"));
        assertThat(JsonReader.parse("\"\"")).isEqualTo(new JsonString(""));
        assertThat(JsonReader.parse("[]")).isEqualTo(new JsonArray(List.of()));
        assertThat(JsonReader.parse("[1,[null]]"))
                .isEqualTo(
                        new JsonArray(
                                List.of(
                                        new JsonNumber("1"),
                                        new JsonArray(List.of(JsonNull.NULL)))));
        assertThat(JsonReader.parseObject("{}").fields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "12",
                "1.0",
                "1.50",
                "1e3",
                "1E+3",
                "-1.5e-10",
                "12345678901234567890123",
                "1e999999999"
            })
    void parse_number_keepsItsLiteral(String literal) throws JsonProblem {
        assertThat(JsonReader.parse(literal)).isEqualTo(new JsonNumber(literal));
        assertThat(JsonReader.parse("[" + literal + "]").toJson()).isEqualTo("[" + literal + "]");
    }

    @Test
    void parse_object_keepsTheOrderOfFields() throws JsonProblem {
        JsonObject object = JsonReader.parseObject("{\"z\":1,\"a\":{\"y\":2},\"\":3,\"m\":[]}");
        assertThat(object.fields().keySet()).containsExactly("z", "a", "", "m");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "^^|1:1|there is no value in the text",
                "^  ^|1:1|there is no value in the text",
                "{|1:2|the text ends too early",
                "[1,|1:4|the text ends too early",
                "{\"a\":|1:6|the text ends too early",
                "\"abc|1:5|the text ends too early",
                "tru|1:1|'tru' is not a JSON value",
                "[truex]|1:2|'truex' is not a JSON value",
                "[NaN]|1:5|'NaN' is not a JSON value",
                "-Infinity|1:10|'-Infinity' is not a JSON value",
                "01|1:2|'01' is not a JSON value",
                "[-]|1:3|'-' is not a JSON value",
                "[1.]|1:3|'1.' is not a JSON value",
                "+1|1:2|'+1' is not a JSON value",
                ".5|1:1|'.5' is not a JSON value",
                "0x10|1:2|'0x10' is not a JSON value",
                "1_000|1:2|'1_000' is not a JSON value",
                "1e5.5|1:4|'1e5.5' is not a JSON value",
                "[1,]|1:4|unexpected ']'",
                "[,1]|1:2|unexpected ','",
                "[1}|1:3|unexpected '}'",
                "1]|1:2|unexpected ']'",
                "{]|1:2|unexpected ']'",
                "/*c*/1|1:1|unexpected '/'",
                "😀|1:1|unexpected '😀'",
                "[1 2]|1:4|a comma is missing before '2'",
                "{\"a\":1 \"b\":2}|1:8|a comma is missing before '\"'",
                "{\"a\" 1}|1:6|a colon is missing before '1'",
                "{\"a\",1}|1:5|a colon is missing before ','",
                "{a:1}|1:2|expected a name in double quotes, found 'a'",
                "{\"a\":1,}|1:8|expected a name in double quotes, found '}'",
                "\"a\\x\"|1:4|in a string, 'x' does not continue an escape",
                "\"\\u12g4\"|1:6|in a string, 'g' does not continue an escape",
                "1 2|1:3|there is more text after the value",
                "{} {}|1:4|there is more text after the value",
                "{\"a\":1,\"b\":2,\"a\":3}|1:14|the name \"a\" is there twice",
                "[{\"a\":1,\"\\u0061\":3}]|1:9|the name \"a\" is there twice",
                "\"\\ud800\"|1:1|the string has half of a surrogate pair, which is no character",
                "[\"\\udc00\\ud800\"]|1:2|the string has half of a surrogate pair, which is no character",
                "{\"\\ud800x\":1}|1:9|the string has half of a surrogate pair, which is no character"
            },
            delimiter = '|',
            quoteCharacter = '^')
    void parse_invalid_saysWhatAndWhere(String text, String place, String sentence) {
        JsonProblem problem = problem(text);
        assertThat(problem).hasMessageEndingWith(": " + sentence);
        assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
        assertThat(problem)
                .hasMessageStartingWith(
                        "line " + problem.line() + ", column " + problem.column() + ": ");
    }

    @Test
    void parse_problemInALaterLine_hasItsPlace() {
        JsonProblem problem = problem("{\n  \"a\": 1,\n  \"b\" 2\n}");
        assertThat(problem).hasMessage("line 3, column 7: a colon is missing before '2'");
    }

    @Test
    void parse_hostileCharacters_areNotRepeatedRaw() {
        assertThat(problem("\"a\u001B[31m\"")).hasMessageContaining("control character, '\\u{1b}'");
        assertThat(problem("\u0000")).hasMessageContaining("control character, '\\u{0}'");
        assertThat(problem("[\u202E]")).hasMessageEndingWith("unexpected '\\u{202e}'");
        assertThat(problem("\uFEFF1")).hasMessageEndingWith("unexpected '\\u{feff}'");
        assertThat(problem("{\"\u2028\":1,\"\u2028\":2}"))
                .hasMessageEndingWith("the name \"\\u{2028}\" is there twice");
        assertThat(problem("x".repeat(100_000)).getMessage()).hasSizeLessThan(100);
    }

    @Test
    void parse_problem_namesNothingOfTheLibrary() {
        assertThat(problem("[NaN]").getMessage()).doesNotContain("Feature", "Source", "jackson");
        assertThat(problem("[}").getStackTrace()).isEmpty();
        assertThat(problem("[}").getCause()).isNull();
    }

    @Test
    void parse_depth_is64() throws JsonProblem {
        assertThat(JsonReader.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
        assertThat(JsonReader.parse("[" + "[],".repeat(1_000) + "[]]"))
                .isInstanceOf(JsonArray.class);

        String message =
                "line 1, column 65: arrays and objects are nested more than 64 levels deep";
        assertThat(problem("[".repeat(65) + "]".repeat(65))).hasMessage(message);
        assertThat(problem("[".repeat(1 << 20))).hasMessage(message);
        assertThat(problem("{\"\":".repeat(65))).hasMessageContaining("64 levels");
    }

    @Test
    void parse_size_isOneMebibyteOfUtf8() throws JsonProblem {
        assertThat(JsonReader.parse(string("a", 1 << 20))).isInstanceOf(JsonString.class);
        assertThat(JsonReader.parse(string("a", 1 << 20).getBytes(UTF_8)))
                .isInstanceOf(JsonString.class);
        assertThat(JsonReader.parse("1" + " ".repeat((1 << 20) - 1))).isEqualTo(new JsonNumber(1));

        String message = "line 1, column 1: the text has 1,048,577 bytes, at most 1 MiB are read";
        assertThat(problem(string("a", (1 << 20) + 1))).hasMessage(message);
        assertThat(problem("1" + " ".repeat(1 << 20))).hasMessage(message);
        assertThat(problem("\"" + "é".repeat(1 << 19) + "\""))
                .hasMessageContaining("1,048,578 bytes");
        assertThat(problem("\"" + "中".repeat(1 << 19) + "\""))
                .hasMessageContaining("1,572,866 bytes");
        assertThat(problem("\"" + "😀".repeat(1 << 18) + "\""))
                .hasMessageContaining("1,048,578 bytes");
    }

    @Test
    void parse_sizeGivenByTheCaller_holds() throws JsonProblem {
        byte[] large = string("a", 3 << 20).getBytes(UTF_8);
        assertThat(JsonReader.parse(large, 3 << 20)).isInstanceOf(JsonString.class);
        JsonProblem problem =
                catchThrowableOfType(JsonProblem.class, () -> JsonReader.parse(large, 2 << 20));
        assertThat(problem).hasMessageContaining("3 MiB, at most 2 MiB");
    }

    @Test
    void parse_longNumber_isRefusedWithItsPlace() throws JsonProblem {
        assertThat(JsonReader.parse("1".repeat(1_000))).isInstanceOf(JsonNumber.class);
        assertThat(problem("[\n  " + "1".repeat(1_001) + "]"))
                .hasMessageEndingWith("the number has more than 1,000 characters")
                .hasMessageStartingWith("line 2, ");
        assertThat(problem("1." + "1".repeat(100_000))).hasMessageContaining("1,000 characters");
    }

    @Test
    void parse_bytesThatAreNotUtf8_areRefused() {
        byte[] bytes = {'"', (byte) 0xFF, '"'};
        JsonProblem problem =
                catchThrowableOfType(JsonProblem.class, () -> JsonReader.parse(bytes));
        assertThat(problem).hasMessage("line 1, column 1: the text is not valid UTF-8");
    }

    @Test
    void parseObject_anotherValue_isRefused() {
        JsonProblem problem =
                catchThrowableOfType(JsonProblem.class, () -> JsonReader.parseObject("[]"));
        assertThat(problem)
                .hasMessageEndingWith("expected an object in braces, found another value");
    }

    @Test
    void parse_manyCollidingNames_isNotSlowToCompare() throws JsonProblem {
        // "Aa" and "BB" have the same hash code, so all of these do
        var text = new StringBuilder("{");
        for (int i = 0; i < 1 << 15; i++) {
            text.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < 15; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            text.append("\":0");
        }
        assertThat(JsonReader.parse(text.append('}').toString().getBytes(UTF_8), 2 << 20))
                .isInstanceOfSatisfying(
                        JsonObject.class, o -> assertThat(o.fields()).hasSize(1 << 15));
    }

    @Test
    void parse_randomTrees_roundTrip() throws JsonProblem {
        Random random = seeded(0x7EEL);
        for (int round = 0; round < 3_000; round++) {
            Json tree = RandomJson.tree(random, 5);
            assertThat(JsonReader.parse(tree.toJson())).isEqualTo(tree);
        }
    }

    @Test
    void parse_randomlyDamagedText_isReadOrRefusedSafely() {
        Random random = seeded(0xDA4A6EL);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder(RandomJson.tree(random, 4).toJson());
            for (int edits = 1 + random.nextInt(3); edits > 0 && !text.isEmpty(); edits--) {
                damage(text, random);
            }
            assertReadOrRefused(text.toString());
        }
    }

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        String pieces = "[]{},:\"\\u0e+-.tfn \n\u0000\u001B\u202E\uD800\uDC00é";
        char piece = pieces.charAt(random.nextInt(pieces.length()));
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, piece);
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.setCharAt(at, piece);
            default -> text.setLength(at);
        }
    }

    private static void assertReadOrRefused(String text) {
        try {
            Json tree = JsonReader.parse(text);
            assertThatCode(() -> assertThat(JsonReader.parse(tree.toJson())).isEqualTo(tree))
                    .doesNotThrowAnyException();
        } catch (JsonProblem problem) {
            assertThat(problem.getMessage())
                    .matches("line \\d+, column \\d+: [^\\p{Cntrl}\u202E]+");
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
        }
    }

    private static String string(String character, int bytes) {
        return "\"" + character.repeat(bytes - 2) + "\"";
    }

    private static JsonProblem problem(String text) {
        return catchThrowableOfType(JsonProblem.class, () -> JsonReader.parse(text));
    }

    private static Random seeded(long seed) {
        System.out.println("seed " + seed);
        return new Random(seed);
    }

    @Test
    void parse_moreValuesThanTaken_refusedAtTheFirstTooMany() throws JsonProblem {
        byte[] four = "{\"a\":[1,2]}".getBytes(UTF_8);

        assertThat(JsonReader.parse(four, JsonReader.MAX_BYTES, 4).toJson())
                .isEqualTo("{\"a\":[1,2]}");
        assertThat(
                        catchThrowableOfType(
                                JsonProblem.class,
                                () -> JsonReader.parse(four, JsonReader.MAX_BYTES, 3)))
                .hasMessage("line 1, column 9: there are more than 3 values");
    }
}
