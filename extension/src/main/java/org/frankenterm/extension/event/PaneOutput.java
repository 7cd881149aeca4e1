package org.frankenterm.extension.event;

import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// How `pane.output` becomes less of it: of one pane, several that wait become one, with all their
/// text.
final class PaneOutput {
    static final String NAME = "pane.output";

    /// What is kept of the text, from its end: a screen has some thousand characters.
    static final int MAX_TEXT_CHARS = 32 << 10;

    private static final String PANE = "pane_id";
    private static final String TEXT = "text";
    private static final String MERGED = "merged";

    private PaneOutput() {}

    /// The pane's own key; null for any other event.
    static @Nullable String mergeKey(String name, JsonObject payload) {
        return name.equals(NAME)
                ? payload.field(PANE).map(pane -> NAME + ' ' + pane.bare()).orElse(null)
                : null;
    }

    /// The newer event with the older one's text before its own, and in `merged` how many it stands
    /// for. Text beyond the cap is cut at its beginning.
    ///
    /// @param older of the same pane and with the same causes
    static Event merged(Event older, Event newer) {
        try {
            JsonObject before = JsonReader.parseObject(older.payload());
            JsonObject after = JsonReader.parseObject(newer.payload());
            SequencedMap<String, Json> fields = new LinkedHashMap<>(after.fields());
            String text = before.string(TEXT).orElse("") + after.string(TEXT).orElse("");
            if (after.string(TEXT).isPresent()) {
                fields.put(TEXT, new JsonString(end(text)));
            }
            fields.put(MERGED, new JsonNumber(count(before) + count(after)));
            return new Event(newer.name(), new JsonObject(fields).toJson(), newer.causedBy());
        } catch (JsonProblem | IllegalArgumentException tooLarge) {
            return newer; // payloads were read before, so it is what both would be together
        }
    }

    private static long count(JsonObject payload) {
        return payload.field(MERGED)
                .map(count -> count instanceof JsonNumber n ? n.integer() : OptionalLong.empty())
                .orElse(OptionalLong.of(1))
                .orElse(1);
    }

    private static String end(String text) {
        if (text.length() <= MAX_TEXT_CHARS) {
            return text;
        }
        int from = text.length() - MAX_TEXT_CHARS;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
