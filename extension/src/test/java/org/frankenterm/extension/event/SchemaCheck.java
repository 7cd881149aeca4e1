package org.frankenterm.extension.event;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNull;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;

/// Whether a value is valid under a JSON Schema, of which it knows the words that ours are made of.
/// It knows nothing of the catalogue.
final class SchemaCheck {
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "title", "description", "x-permission");

    private SchemaCheck() {}

    static boolean valid(Json schema, Json value) {
        boolean valid = true;
        for (Map.Entry<String, Json> word : object(schema).fields().entrySet()) {
            valid &=
                    ANNOTATIONS.contains(word.getKey())
                            || valid(word.getKey(), word.getValue(), value);
        }
        return valid;
    }

    private static boolean valid(String word, Json operand, Json value) {
        return switch (word) {
            case "type" -> operand.equals(new JsonString(type(value)));
            case "enum" -> operand instanceof JsonArray(List<Json> all) && all.contains(value);
            case "minimum" ->
                    !(value instanceof JsonNumber number)
                            || number.integer().isEmpty()
                            || number.integer().getAsLong()
                                    >= ((JsonNumber) operand).integer().orElseThrow();
            case "items" ->
                    !(value instanceof JsonArray(List<Json> elements))
                            || elements.stream().allMatch(each -> valid(operand, each));
            case "required" ->
                    !(value instanceof JsonObject object)
                            || ((JsonArray) operand)
                                    .elements().stream()
                                            .allMatch(
                                                    name -> object.field(name.bare()).isPresent());
            case "properties" ->
                    !(value instanceof JsonObject object)
                            || object(operand).fields().entrySet().stream()
                                    .allMatch(property ->
                                            object.field(property.getKey())
                                                    .map(field -> valid(property.getValue(), field))
                                                    .orElse(true));
            default -> throw new AssertionError("unknown in a schema: " + word);
        };
    }

    private static String type(Json value) {
        return switch (value) {
            case JsonString _ -> "string";
            case JsonNumber number -> number.integer().isPresent() ? "integer" : "number";
            case JsonBool _ -> "boolean";
            case JsonNull _ -> "null";
            case JsonArray _ -> "array";
            case JsonObject _ -> "object";
        };
    }

    private static JsonObject object(Json json) {
        return (JsonObject) json;
    }
}
