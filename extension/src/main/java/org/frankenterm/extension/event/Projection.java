package org.frankenterm.extension.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What is left of a payload for those who may see some of its fields. What the catalogue doesn't
/// describe, by name and by type, nobody sees.
///
/// @param sights the kinds of fields that are seen
@SuppressWarnings("ReferenceEquality") // what is left whole is not copied
record Projection(Set<Sight> sights) {
    /// The visible part; the same object if that is all of it.
    JsonObject of(JsonObject payload, List<EventField> fields) {
        SequencedMap<String, Json> left = new LinkedHashMap<>();
        boolean same = true;
        for (Map.Entry<String, Json> entry : payload.fields().entrySet()) {
            Json value = field(fields, entry.getKey(), entry.getValue());
            same &= value == entry.getValue();
            if (value != null) {
                left.put(entry.getKey(), value);
            }
        }
        return same ? payload : new JsonObject(left);
    }

    private @Nullable Json field(List<EventField> fields, String name, Json value) {
        for (EventField field : fields) {
            if (field.name().equals(name)) {
                return sights.contains(field.sight()) ? of(value, field.type()) : null;
            }
        }
        return null;
    }

    private @Nullable Json of(Json value, FieldType type) {
        if (!type.fits(value)) {
            return null;
        }
        if (value instanceof JsonObject object && type instanceof FieldType.Group group) {
            return of(object, group.fields());
        }
        return value instanceof JsonArray list && type instanceof FieldType.Many(FieldType each)
                ? elements(list, each)
                : value;
    }

    private JsonArray elements(JsonArray list, FieldType type) {
        List<Json> left = new ArrayList<>();
        boolean same = true;
        for (Json element : list.elements()) {
            Json value = of(element, type);
            same &= value == element;
            if (value != null) {
                left.add(value);
            }
        }
        return same ? list : new JsonArray(left);
    }
}
