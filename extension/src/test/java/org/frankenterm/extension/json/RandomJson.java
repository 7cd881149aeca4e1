package org.frankenterm.extension.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNull;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;

/// Values for property tests.
final class RandomJson {
    private static final String[] NUMBERS = {
        "0", "-0", "0.50", "1e9", "-3.25E-7", "123456789012345678901234567890"
    };

    private RandomJson() {}

    static Json tree(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JsonNull.NULL;
            case 1 -> new JsonBool(random.nextBoolean());
            case 2 -> new JsonNumber(random.nextLong());
            case 3 -> new JsonNumber(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4 -> new JsonString(string(random));
            case 5 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    private static JsonArray array(Random random, int depth) {
        List<Json> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(tree(random, depth - 1));
        }
        return new JsonArray(elements);
    }

    private static JsonObject object(Random random, int depth) {
        SequencedMap<String, Json> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.put(string(random), tree(random, depth - 1));
        }
        return new JsonObject(fields);
    }

    /// Any characters, those that need escapes often, but no unpaired surrogates.
    private static String string(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int codePoint =
                    switch (random.nextInt(3)) {
                        case 0 -> random.nextInt(0x80);
                        case 1 -> 0x2000 + random.nextInt(0x100);
                        default -> random.nextInt(Character.MAX_CODE_POINT + 1);
                    };
            boolean surrogate =
                    codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? 'x' : codePoint);
        }
        return text.toString();
    }
}
