package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNull;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds `docs/events.md` to the catalogue. With `-Ddocs.write=true` the generated part is written
/// anew.
class EventsDocumentTest {
    private static final String PATH = "docs/events.md";
    private static final String BEGIN = "<!-- generated from the catalogue: begin -->\n";
    private static final String END = "<!-- generated from the catalogue: end -->\n";

    private static final Pattern SCHEMA =
            Pattern.compile("(?s)\n### `([a-z_.]+)`\n.*?```json\n(.*?)```\n.*?```json\n(.*?)```\n");

    @Test
    void document_generatedPart_isTheCatalogue() throws IOException {
        String text = Repository.read(PATH);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String expected =
                text.substring(0, begin) + generated() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("docs.write")) {
            Path file = Repository.root().resolve(PATH);
            Files.writeString(file, expected);
            return;
        }
        assertThat(text)
                .as(PATH + "; if the catalogue is right, run this test with -Ddocs.write=true")
                .isEqualTo(expected);
    }

    @Test
    void document_samplesAndSchemas_parseAndAgree() throws Exception {
        List<String> names = new ArrayList<>();
        for (MatchResult section : SCHEMA.matcher(Repository.read(PATH)).results().toList()) {
            names.add(section.group(1));
            JsonObject sample = JsonReader.parseObject(section.group(2));
            JsonObject schema = JsonReader.parseObject(section.group(3));
            EventType type = EventType.of(section.group(1)).orElseThrow();
            assertThat(SchemaCheck.valid(schema, sample)).as(type.text()).isTrue();
            assertThat(PayloadCheck.problems(type, sample)).isEmpty();
            assertThat(sample.fields().keySet())
                    .as("the sample has every field of " + type.text())
                    .containsExactlyElementsOf(
                            type.fields().stream().map(EventField::name).toList());
        }
        assertThat(names)
                .containsExactlyElementsOf(
                        Stream.of(EventType.values()).map(EventType::text).toList());
    }

    /// Whatever is changed in a sample, the schema and [PayloadCheck] say the same of it.
    @ParameterizedTest
    @EnumSource
    void schema_changedSamples_judgedAsByThePayloadCheck(EventType type) throws JsonProblem {
        JsonObject schema = JsonReader.parseObject(EventSchema.text(type));
        JsonObject sample = JsonReader.parseObject(EventSamples.of(type));
        List<JsonObject> changed = changes(sample);
        assertThat(changed).hasSizeGreaterThan(sample.fields().size());
        for (JsonObject payload : changed) {
            assertThat(SchemaCheck.valid(schema, payload))
                    .as("%s: %s", type.text(), payload.toJson())
                    .isEqualTo(
                            PayloadCheck.problems(type, payload).stream()
                                    .noneMatch(p -> p.kind() == PayloadProblem.Kind.WRONG));
        }
    }

    /// An object with each field left out, and with other values in its place, inside of it too.
    private static List<JsonObject> changes(JsonObject object) {
        List<JsonObject> changed = new ArrayList<>(List.of(with(object, "more", JsonNull.NULL)));
        object.fields()
                .forEach((name, value) -> {
                    SequencedMap<String, Json> fewer = new LinkedHashMap<>(object.fields());
                    fewer.remove(name);
                    changed.add(new JsonObject(fewer));
                    others(value).forEach(other -> changed.add(with(object, name, other)));
                });
        return changed;
    }

    private static Stream<Json> others(Json value) {
        Stream<Json> plain =
                Stream.of(
                        JsonNull.NULL,
                        new JsonBool(true),
                        new JsonNumber(-1),
                        new JsonNumber(0),
                        new JsonNumber(7),
                        new JsonNumber("1.5"),
                        new JsonString("x"),
                        new JsonString("ctrl"),
                        new JsonArray(List.of()),
                        new JsonArray(List.of(new JsonString("ctrl"))),
                        new JsonArray(List.of(new JsonNumber(1))),
                        new JsonObject(new LinkedHashMap<>()));
        if (value instanceof JsonArray(List<Json> elements)
                && elements.getFirst() instanceof JsonObject inner) {
            return Stream.concat(
                    plain,
                    changes(inner).stream().map(each -> new JsonArray(List.of(inner, each))));
        }
        return plain;
    }

    private static JsonObject with(JsonObject object, String name, Json value) {
        SequencedMap<String, Json> fields = new LinkedHashMap<>(object.fields());
        fields.put(name, value);
        return new JsonObject(fields);
    }

    private static String generated() {
        StringBuilder text = new StringBuilder("\n| event | heard with | `match` looks at |\n");
        text.append("|---|---|---|\n");
        for (EventType type : EventType.values()) {
            String anchor = type.text().replace(".", "");
            text.append(
                    "| [`%s`](#%s) | %s | %s |\n"
                            .formatted(type.text(), anchor, heard(type), subject(type)));
        }
        Stream.of(EventType.values()).map(EventsDocumentTest::section).forEach(text::append);
        return text.append('\n').toString();
    }

    private static String heard(EventType type) {
        return type.owned() ? "its own handler only" : permission(type.heardWith(), "–");
    }

    private static String subject(EventType type) {
        return type.subject().map(field -> "`" + field + "`").orElse("–");
    }

    private static String permission(Sight sight, String none) {
        return sight.permission().map(PermissionKey::text).map(key -> "`" + key + "`").orElse(none);
    }

    private static String section(EventType type) {
        return """

        ### `%s`

        %s

        | field | type | | meaning | seen with |
        |---|---|---|---|---|
        %s
        ```json
        %s
        ```

        <details><summary>JSON Schema</summary>

        ```json
        %s```

        </details>
        """
                .formatted(
                        type.text(),
                        sentence(type),
                        rows("", type.fields(), type.heardWith()),
                        EventSamples.of(type),
                        EventSchema.text(type));
    }

    private static String sentence(EventType type) {
        StringBuilder text = new StringBuilder(type.description());
        type.heardWith()
                .permission()
                .ifPresent(
                        key -> text.append(" Heard with `").append(key.text()).append("` only."));
        if (type.aboutPane()) {
            text.append(" It is about a pane.");
        }
        if (type.coalesces()) {
            text.append(" Several that wait for one extension may become one.");
        }
        return text.toString();
    }

    private static String rows(String prefix, List<EventField> fields, Sight heardWith) {
        return fields.stream()
                .map(field -> row(prefix, field, heardWith))
                .collect(Collectors.joining());
    }

    private static String row(String prefix, EventField field, Sight heardWith) {
        String row =
                "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                prefix + field.name(),
                                words(field.type()),
                                field.required() ? "always" : "",
                                field.meaning(),
                                field.sight() == heardWith ? "–" : permission(field.sight(), "–"));
        return field.type() instanceof FieldType.Many(FieldType each)
                        && each instanceof FieldType.Group(List<EventField> inner)
                ? row + rows(prefix + field.name() + "[].", inner, heardWith)
                : row;
    }

    private static String words(FieldType type) {
        return switch (type) {
            case FieldType.Text _ -> "string";
            case FieldType.Word(List<String> words) ->
                    words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
            case FieldType.Whole(long least) -> "integer ≥ " + least;
            case FieldType.Flag _ -> "boolean";
            case FieldType.Many(FieldType each) -> "list of: " + words(each);
            case FieldType.Group _ -> "object";
        };
    }
}
