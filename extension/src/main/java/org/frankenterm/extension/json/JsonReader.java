package org.frankenterm.extension.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNull;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Untrusted text read as one JSON value.
///
/// Strict RFC 8259, and of I-JSON (RFC 7493) the two rules without which readers disagree about a
/// text: names in an object are unique, and strings hold no unpaired surrogates. At most 1 MiB of
/// UTF-8 unless the caller says otherwise, 64 levels deep, numbers of at most 1,000 characters. May
/// be used by any thread.
public final class JsonReader {
    /// Most bytes of UTF-8 in a text, unless the caller says otherwise.
    public static final int MAX_BYTES = 1 << 20;

    /// Most arrays and objects inside each other.
    static final int MAX_DEPTH = 64;

    /// Far more digits than any number type in use has; reading a literal must not become a
    /// calculation.
    static final int MAX_NUMBER_LENGTH = 1_000;

    // Names are not kept in a table that all parsers share: guests could fill it for each other.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .streamReadConstraints(constraints())
                    .build();

    private final JsonParser parser;
    private final int maxValues;
    private int values;
    private int depth;

    private JsonReader(JsonParser parser, int maxValues) {
        this.parser = parser;
        this.maxValues = maxValues;
    }

    /// Reads a text of at most 1 MiB.
    ///
    /// @param text JSON
    /// @return its value
    /// @throws JsonProblem if the text is not valid or exceeds a limit
    public static Json parse(String text) throws JsonProblem {
        return parse(text, MAX_BYTES, Integer.MAX_VALUE);
    }

    /// Reads a text of at most 1 MiB.
    ///
    /// @param utf8 JSON, in UTF-8 without a byte order mark
    /// @return its value
    /// @throws JsonProblem if the text is not valid or exceeds a limit
    public static Json parse(byte[] utf8) throws JsonProblem {
        return parse(utf8, MAX_BYTES);
    }

    /// Reads a text of bounded size.
    ///
    /// @param utf8 JSON, in UTF-8 without a byte order mark
    /// @param maxBytes most bytes it may have
    /// @return its value
    /// @throws JsonProblem if the text is not valid or exceeds a limit
    public static Json parse(byte[] utf8, int maxBytes) throws JsonProblem {
        return parse(utf8, maxBytes, Integer.MAX_VALUE);
    }

    /// Reads a text of bounded size with a bounded number of values in it: a large text of few
    /// values takes about as much memory as it is long, one of many values a hundred times that.
    ///
    /// @param utf8 JSON, in UTF-8 without a byte order mark
    /// @param maxBytes most bytes it may have
    /// @param maxValues most values it may have, arrays, objects and what is in them each counted
    /// @return its value
    /// @throws JsonProblem if the text is not valid or exceeds a limit
    public static Json parse(byte[] utf8, int maxBytes, int maxValues) throws JsonProblem {
        checkSize(utf8.length, maxBytes);
        String text =
                Sanitizer.strictUtf8(utf8)
                        .orElseThrow(() -> new JsonProblem(1, 1, "the text is not valid UTF-8"));
        return parse(text, maxBytes, maxValues);
    }

    /// Reads a text of at most 1 MiB whose value must be an object, as event payloads are.
    ///
    /// @param text JSON
    /// @return its value
    /// @throws JsonProblem if the text is not valid, exceeds a limit or is something else than an
    ///   object
    public static JsonObject parseObject(String text) throws JsonProblem {
        if (parse(text) instanceof JsonObject object) {
            return object;
        }
        throw new JsonProblem(1, 1, "expected an object in braces, found another value");
    }

    private static Json parse(String text, int maxBytes, int maxValues) throws JsonProblem {
        checkSize(utf8Length(text), maxBytes);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            var reader = new JsonReader(parser, maxValues);
            try {
                return reader.document();
            } catch (StreamConstraintsException numberTooLong) {
                throw reader.problem(
                        "the number has more than "
                                + Quantity.count(MAX_NUMBER_LENGTH)
                                + " characters");
            }
        } catch (StreamReadException e) {
            throw SyntaxError.in(text, e);
        }
    }

    private Json document() throws JsonProblem {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new JsonProblem(1, 1, "there is no value in the text");
        }
        Json value = value(first);
        if (parser.nextToken() != null) {
            throw problem("there is more text after the value");
        }
        return value;
    }

    private Json value(JsonToken token) throws JsonProblem {
        if (++values > maxValues) {
            throw problem("there are more than " + Quantity.count(maxValues) + " values");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonString(wellFormed(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
            case VALUE_TRUE -> new JsonBool(true);
            case VALUE_FALSE -> new JsonBool(false);
            case VALUE_NULL -> JsonNull.NULL;
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new AssertionError("no value begins with " + token);
        };
    }

    private JsonObject object() throws JsonProblem {
        enter();
        SequencedMap<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            if (fields.containsKey(name)) {
                throw problem(
                        "the name \""
                                + Sanitizer.line(name, SyntaxError.SHOWN)
                                + "\" is there twice");
            }
            fields.put(name, value(parser.nextToken()));
        }
        depth--;
        return new JsonObject(fields);
    }

    private JsonArray array() throws JsonProblem {
        enter();
        List<Json> elements = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
                next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            elements.add(value(next));
        }
        depth--;
        return new JsonArray(elements);
    }

    private void enter() throws JsonProblem {
        depth++;
        if (depth > MAX_DEPTH) {
            throw problem("arrays and objects are nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    private String wellFormed(String text) throws JsonProblem {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int codePoint = text.codePointAt(i);
                if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    throw problem(SyntaxError.HALF_PAIR);
                }
                i++;
            }
        }
        return text;
    }

    /// A problem with the token that was read last.
    private JsonProblem problem(String sentence) {
        TokenStreamLocation start = parser.currentTokenLocation();
        return new JsonProblem(start.getLineNr(), start.getColumnNr(), sentence);
    }

    private static void checkSize(long bytes, int maxBytes) throws JsonProblem {
        if (bytes > maxBytes) {
            throw new JsonProblem(
                    1,
                    1,
                    "the text has "
                            + Quantity.bytes(bytes)
                            + ", at most "
                            + Quantity.bytes(maxBytes)
                            + " are read");
        }
    }

    /// Bytes of UTF-8; an unpaired surrogate counts three, a pair four.
    private static long utf8Length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }

    // Sizes are counted here, and depth with a place; of the parser's own limits only the number's
    // remains.
    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH + 1)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build();
    }
}
