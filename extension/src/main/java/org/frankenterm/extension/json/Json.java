package org.frankenterm.extension.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A JSON value (RFC 8259), immutable. [JsonReader] makes it from text.
public sealed interface Json {
    /// This value as text: compact, printable ASCII, fields in their order.
    ///
    /// @return JSON that reads back as an equal value
    default String toJson() {
        return new JsonWriter().value(this).toString();
    }

    /// This value for a reader without a parser: a string is its bare characters, everything else
    /// is JSON.
    ///
    /// @return the text
    default String bare() {
        return this instanceof JsonString(String value) ? value : toJson();
    }

    /// The value `null`.
    enum JsonNull implements Json {
        /// The only one.
        NULL
    }

    /// `true` or `false`.
    ///
    /// @param value which of the two
    record JsonBool(boolean value) implements Json {}

    /// A number, kept as it was written: `1`, `1.0` and `1e0` are different, and no digit is lost.
    ///
    /// @param literal what RFC 8259, section 6, calls a number
    record JsonNumber(String literal) implements Json {
        // possessive throughout: matching is linear, and deep recursion can't happen
        private static final Pattern GRAMMAR =
                Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+");

        /// @throws IllegalArgumentException if the literal is not a JSON number
        public JsonNumber {
            if (!isLiteral(literal)) {
                throw new IllegalArgumentException("not a JSON number: " + literal);
            }
        }

        /// A whole number.
        ///
        /// @param value its value
        public JsonNumber(long value) {
            this(Long.toString(value));
        }

        static boolean isLiteral(String text) {
            return GRAMMAR.matcher(text).matches();
        }

        /// This number if it is written as an integer (without fraction and exponent) in the range
        /// of a `long`.
        ///
        /// @return the integer
        public OptionalLong integer() {
            try {
                return OptionalLong.of(Long.parseLong(literal));
            } catch (NumberFormatException fractionOrTooLarge) {
                return OptionalLong.empty();
            }
        }
    }

    /// A string.
    ///
    /// @param value its characters, without quotes and escapes
    record JsonString(String value) implements Json {}

    /// An array.
    ///
    /// @param elements its values, in order; copied
    record JsonArray(List<Json> elements) implements Json {
        /// Copies the elements.
        public JsonArray {
            elements = List.copyOf(elements);
        }
    }

    /// An object. Equality does not look at the order of fields, as RFC 8259 gives it no meaning.
    ///
    /// @param fields its values by name, in the order in which they were written; copied
    record JsonObject(SequencedMap<String, Json> fields) implements Json {
        /// Copies the fields.
        public JsonObject {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        /// One field.
        ///
        /// @param name its name, exactly
        /// @return its value, `null` of JSON included, or empty if there is no such field
        public Optional<Json> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /// The text of one field, for the many that are strings.
        ///
        /// @param name its name, exactly
        /// @return its characters, or empty if it is absent or no string
        public Optional<String> string(String name) {
            @Nullable Json value = fields.get(name);
            return value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
        }
    }
}
