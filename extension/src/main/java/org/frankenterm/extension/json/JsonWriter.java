package org.frankenterm.extension.json;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNull;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;

/// One JSON value in the making, compact and in printable ASCII whatever its strings contain, so
/// that the text is safe on a terminal and in a line of a log. One that is [#plain] escapes only
/// what must be, and is for programs alone.
///
/// ```java
/// new JsonWriter().object().field("name", "git").name("grants").array().value("network").end().end()
/// ```
///
/// A call that doesn't fit what is open is an [IllegalStateException]. Not thread-safe.
public final class JsonWriter {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out;
    private final boolean ascii;

    /// What is open: bit per level, set for an object.
    private final BitSet objects = new BitSet();

    private int depth;
    private State state = State.START;

    private enum State {
        /// Nothing was written yet.
        START,
        /// An object or array was just opened.
        OPENED,
        /// The name of a field was just written.
        NAMED,
        /// A value was just written inside an object or array.
        WRITTEN,
        /// The value is complete.
        DONE
    }

    /// A writer with nothing written.
    public JsonWriter() {
        this(new StringBuilder());
    }

    /// A writer that appends to text that is already there.
    ///
    /// @param out where the value goes
    public JsonWriter(StringBuilder out) {
        this(out, true);
    }

    private JsonWriter(StringBuilder out, boolean ascii) {
        this.out = out;
        this.ascii = ascii;
    }

    /// A writer with nothing written, that escapes only what RFC 8259, section 7, says must be. A
    /// value that was read is not longer in its text than in the one it was read from.
    ///
    /// @return a writer of text that is not for a terminal
    public static JsonWriter plain() {
        return new JsonWriter(new StringBuilder(), false);
    }

    /// Opens an object.
    ///
    /// @return this writer
    public JsonWriter object() {
        return open(true, '{');
    }

    /// Opens an array.
    ///
    /// @return this writer
    public JsonWriter array() {
        return open(false, '[');
    }

    /// Closes the object or array that was opened last.
    ///
    /// @return this writer
    public JsonWriter end() {
        require(depth > 0 && state != State.NAMED, "nothing can be closed here");
        depth--;
        out.append(objects.get(depth) ? '}' : ']');
        state = depth == 0 ? State.DONE : State.WRITTEN;
        return this;
    }

    /// Writes the name of a field; its value comes next.
    ///
    /// @param name any characters; that names are unique is up to the caller
    /// @return this writer
    public JsonWriter name(String name) {
        boolean inObject = depth > 0 && objects.get(depth - 1);
        require(inObject && state != State.NAMED, "a name has no place here");
        separate();
        quote(name);
        out.append(':');
        state = State.NAMED;
        return this;
    }

    /// Writes a string.
    ///
    /// @param value any characters, unpaired surrogates included
    /// @return this writer
    public JsonWriter value(String value) {
        beforeValue();
        quote(value);
        return afterValue();
    }

    /// Writes a whole number.
    ///
    /// @param value the number
    /// @return this writer
    public JsonWriter value(long value) {
        beforeValue();
        out.append(value);
        return afterValue();
    }

    /// Writes `true` or `false`.
    ///
    /// @param value which of the two
    /// @return this writer
    public JsonWriter value(boolean value) {
        beforeValue();
        out.append(value);
        return afterValue();
    }

    /// Writes `null`.
    ///
    /// @return this writer
    public JsonWriter nothing() {
        beforeValue();
        out.append("null");
        return afterValue();
    }

    /// Writes a value that was read or made elsewhere.
    ///
    /// @param value the value, with all that is in it
    /// @return this writer
    public JsonWriter value(Json value) {
        return switch (value) {
            case JsonNull.NULL -> nothing();
            case JsonBool(boolean truth) -> value(truth);
            case JsonNumber(String literal) -> number(literal);
            case JsonString(String text) -> value(text);
            case JsonArray(List<Json> elements) -> {
                array();
                elements.forEach(this::value);
                yield end();
            }
            case JsonObject(Map<String, Json> fields) -> {
                object();
                fields.forEach(this::field);
                yield end();
            }
        };
    }

    /// Writes a field of an object.
    ///
    /// @param name its name
    /// @param value its value
    /// @return this writer
    public JsonWriter field(String name, String value) {
        return name(name).value(value);
    }

    /// Writes a field of an object.
    ///
    /// @param name its name
    /// @param value its value
    /// @return this writer
    public JsonWriter field(String name, long value) {
        return name(name).value(value);
    }

    /// Writes a field of an object.
    ///
    /// @param name its name
    /// @param value its value
    /// @return this writer
    public JsonWriter field(String name, boolean value) {
        return name(name).value(value);
    }

    /// Writes a field of an object.
    ///
    /// @param name its name
    /// @param value its value
    /// @return this writer
    public JsonWriter field(String name, Json value) {
        return name(name).value(value);
    }

    /// The text.
    ///
    /// @return all that the writer's buffer holds
    /// @throws IllegalStateException if the value is not complete
    @Override
    public String toString() {
        require(state == State.DONE, "the value is not complete");
        return out.toString();
    }

    private JsonWriter number(String literal) {
        beforeValue();
        out.append(literal);
        return afterValue();
    }

    private JsonWriter open(boolean object, char bracket) {
        beforeValue();
        out.append(bracket);
        objects.set(depth, object);
        depth++;
        state = State.OPENED;
        return this;
    }

    private void beforeValue() {
        boolean inObject = depth > 0 && objects.get(depth - 1);
        require(
                state != State.DONE && inObject == (state == State.NAMED),
                "a value has no place here");
        if (!inObject) {
            separate();
        }
    }

    private JsonWriter afterValue() {
        state = depth == 0 ? State.DONE : State.WRITTEN;
        return this;
    }

    private void separate() {
        if (state == State.WRITTEN) {
            out.append(',');
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }

    private void quote(String text) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (ascii && c > '~') || c == '"' || c == '\\') {
                out.append(text, plain, i);
                escape(c);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                    out.append("\\u")
                            .append(HEX[c >> 12])
                            .append(HEX[c >> 8 & 0xF])
                            .append(HEX[c >> 4 & 0xF])
                            .append(HEX[c & 0xF]);
        }
    }
}
