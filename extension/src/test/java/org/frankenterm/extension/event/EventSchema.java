package org.frankenterm.extension.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.frankenterm.extension.permission.PermissionKey;

/// The JSON Schema (draft 2020-12) of an event's payload, out of the catalogue.
final class EventSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private EventSchema() {}

    /// The schema as text: a line for each field.
    static String text(EventType type) {
        String properties =
                type.fields().stream()
                        .map(field ->
                                "    \"%s\": %s".formatted(field.name(), field(field).toJson()))
                        .collect(Collectors.joining(",\n"));
        return """
        {
          "$schema": "%s",
          "title": "%s",
          "description": "%s",
          "type": "object",
          "properties": {
        %s
          },
          "required": %s
        }
        """
                .formatted(
                        DRAFT,
                        type.text(),
                        type.description(),
                        properties,
                        required(type.fields()).toJson());
    }

    private static JsonObject field(EventField field) {
        SequencedMap<String, Json> schema = new LinkedHashMap<>(type(field.type()).fields());
        schema.put("description", new JsonString(field.meaning()));
        field.sight()
                .permission()
                .map(PermissionKey::text)
                .ifPresent(key -> schema.put("x-permission", new JsonString(key)));
        return new JsonObject(schema);
    }

    private static JsonObject type(FieldType type) {
        return switch (type) {
            case FieldType.Text _ -> schema("string", Map.of());
            case FieldType.Word(List<String> words) ->
                    schema("string", Map.of("enum", strings(words)));
            case FieldType.Whole(long least) ->
                    schema("integer", Map.of("minimum", new JsonNumber(least)));
            case FieldType.Flag _ -> schema("boolean", Map.of());
            case FieldType.Many(FieldType each) -> schema("array", Map.of("items", type(each)));
            case FieldType.Group(List<EventField> fields) -> group(fields);
        };
    }

    private static JsonObject group(List<EventField> fields) {
        SequencedMap<String, Json> properties = new LinkedHashMap<>();
        fields.forEach(field -> properties.put(field.name(), field(field)));
        SequencedMap<String, Json> schema = new LinkedHashMap<>();
        schema.put("type", new JsonString("object"));
        schema.put("properties", new JsonObject(properties));
        schema.put("required", required(fields));
        return new JsonObject(schema);
    }

    private static JsonArray required(List<EventField> fields) {
        return strings(fields.stream().filter(EventField::required).map(EventField::name).toList());
    }

    private static JsonObject schema(String type, Map<String, Json> more) {
        SequencedMap<String, Json> schema = new LinkedHashMap<>();
        schema.put("type", new JsonString(type));
        schema.putAll(more);
        return new JsonObject(schema);
    }

    private static JsonArray strings(List<String> texts) {
        return new JsonArray(texts.stream().<Json>map(JsonString::new).toList());
    }
}
