package org.frankenterm.extension.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNull;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void bare_string_isItsCharacters() {
        assertThat(new JsonString("a \"b\"\n\u001Bé").bare()).isEqualTo("a \"b\"\n\u001Bé");
        assertThat(new JsonString("").bare()).isEmpty();
    }

    @Test
    void bare_anythingElse_isJson() throws JsonProblem {
        for (String text : List.of("null", "true", "1.50", "[\"a\"]", "{\"a\":\"b\"}")) {
            assertThat(JsonReader.parse(text).bare()).isEqualTo(text);
        }
    }

    @Test
    void toJson_isCompactAndKeepsOrderAndLiterals() throws JsonProblem {
        String text = " { \"z\" : [ 1.0 , -0, 1e2 ] , \"a\" : { } , \"é\" : null , \"b\" : true } ";
        assertThat(JsonReader.parse(text).toJson())
                .isEqualTo("{\"z\":[1.0,-0,1e2],\"a\":{},\"\\u00e9\":null,\"b\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "01",
                "1.",
                ".5",
                "1e",
                "1e+",
                " 1",
                "1 ",
                "0x1",
                "NaN",
                "1\n",
                "١",
                "1,\"a\":2"
            })
    void number_thatIsNone_isRefused(String literal) {
        assertThatThrownBy(() -> new JsonNumber(literal))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void number_veryLong_isCheckedWithoutRecursion() {
        String literal =
                "1".repeat(1 << 20) + "." + "2".repeat(1 << 20) + "e" + "3".repeat(1 << 20);
        assertThat(new JsonNumber(literal).literal()).isEqualTo(literal);
        assertThatThrownBy(() -> new JsonNumber(literal + "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void integer_onlyOfIntegersInRange() {
        assertThat(new JsonNumber("-42").integer()).isEqualTo(OptionalLong.of(-42));
        assertThat(new JsonNumber("-0").integer()).isEqualTo(OptionalLong.of(0));
        assertThat(new JsonNumber(Long.MAX_VALUE).integer())
                .isEqualTo(OptionalLong.of(Long.MAX_VALUE));
        assertThat(new JsonNumber(Long.MIN_VALUE).integer())
                .isEqualTo(OptionalLong.of(Long.MIN_VALUE));
        for (String other : List.of("9223372036854775808", "1.0", "1e2", "1e999999999")) {
            assertThat(new JsonNumber(other).integer()).as(other).isEmpty();
        }
    }

    @Test
    void field_isFoundByExactName() throws JsonProblem {
        JsonObject object = JsonReader.parseObject("{\"a\":null,\"b\":\"text\",\"c\":1}");
        assertThat(object.field("a")).contains(JsonNull.NULL);
        assertThat(object.field("A")).isEmpty();
        assertThat(object.string("b")).contains("text");
        assertThat(object.string("c")).isEmpty();
        assertThat(object.string("d")).isEmpty();
    }

    @Test
    void containers_areCopiesThatCannotChange() {
        List<Json> elements = new ArrayList<>(List.of(new JsonBool(true)));
        SequencedMap<String, Json> fields = new LinkedHashMap<>();
        fields.put("a", JsonNull.NULL);
        var array = new JsonArray(elements);
        var object = new JsonObject(fields);

        elements.clear();
        fields.clear();

        assertThat(array.elements()).hasSize(1);
        assertThat(object.fields()).hasSize(1);
        assertThatThrownBy(() -> object.fields().put("b", JsonNull.NULL))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
