package org.frankenterm.extension.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/// A head as text: one line of JSON and a line with its HMAC.
final class HeadText {
    private static final long FORMAT = 1;

    private HeadText() {}

    static String write(JournalHead head, byte[] key) {
        JsonWriter out = new JsonWriter().object().field("format", FORMAT).name("files").array();
        head.files().forEach(file -> write(out, file));
        out.end().name("removed").array();
        head.removed().forEach(out::value);
        out.end().name("distrusted").array();
        head.distrusted().forEach(out::value);
        counts(out.end().name("rotated"), head.rotated());
        JournalHead.Merge merge = head.merge();
        if (merge != null) {
            write(out.name("merge").object().name("archive"), merge.archive());
            out.name("sources").array();
            merge.sources().forEach(out::value);
            counts(out.end().name("rotated"), merge.rotated());
            out.end();
        }
        String text = out.end().toString();
        return text + "\n" + Digest.hmac(key, text) + "\n";
    }

    private static void write(JsonWriter out, HeadEntry file) {
        out.object()
                .field("name", file.name())
                .field("seq", file.sequence())
                .field("hash", file.hash())
                .field("bytes", file.bytes())
                .field("closed", file.closed())
                .end();
    }

    private static void counts(JsonWriter out, SequencedMap<String, Long> counts) {
        out.object();
        counts.forEach(out::field);
        out.end();
    }

    /// The head, or empty if it isn't one that this key has signed.
    static Optional<JournalHead> read(String text, byte[] key) {
        int end = text.indexOf('\n');
        if (end < 0) {
            return Optional.empty();
        }
        String json = text.substring(0, end);
        if (!Digest.same(text.substring(end + 1), Digest.hmac(key, json) + "\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(head(JsonReader.parseObject(json)));
        } catch (JsonProblem | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static JournalHead head(JsonObject object) {
        if (number(object, "format") != FORMAT) {
            throw new IllegalArgumentException("another format");
        }
        return new JournalHead(
                array(object, "files").stream().map(HeadText::entry).toList(),
                object.field("merge").map(HeadText::merge).orElse(null),
                strings(object, "removed"),
                counts(object, "rotated"),
                strings(object, "distrusted"));
    }

    private static JournalHead.@Nullable Merge merge(Json json) {
        JsonObject object = object(json);
        return new JournalHead.Merge(
                entry(required(object, "archive")),
                strings(object, "sources"),
                counts(object, "rotated"));
    }

    private static HeadEntry entry(Json json) {
        JsonObject object = object(json);
        return new HeadEntry(
                string(required(object, "name")),
                number(object, "seq"),
                string(required(object, "hash")),
                number(object, "bytes"),
                required(object, "closed") instanceof JsonBool(boolean closed) && closed);
    }

    private static SequencedMap<String, Long> counts(JsonObject in, String name) {
        SequencedMap<String, Long> counts = new LinkedHashMap<>();
        JsonObject object = object(required(in, name));
        object.fields().keySet().forEach(key -> counts.put(key, number(object, key)));
        return counts;
    }

    private static List<String> strings(JsonObject in, String name) {
        List<String> strings = new ArrayList<>();
        array(in, name).forEach(json -> strings.add(string(json)));
        return strings;
    }

    private static List<Json> array(JsonObject in, String name) {
        if (required(in, name) instanceof JsonArray(List<Json> elements)) {
            return elements;
        }
        throw new IllegalArgumentException(name + " is no array");
    }

    private static JsonObject object(Json json) {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("no object");
    }

    private static String string(Json json) {
        if (json instanceof JsonString(String text)) {
            return text;
        }
        throw new IllegalArgumentException("no string");
    }

    private static long number(JsonObject in, String name) {
        if (required(in, name) instanceof JsonNumber number) {
            return number.integer().orElseThrow(IllegalArgumentException::new);
        }
        throw new IllegalArgumentException(name + " is no number");
    }

    private static Json required(JsonObject in, String name) {
        return in.field(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
