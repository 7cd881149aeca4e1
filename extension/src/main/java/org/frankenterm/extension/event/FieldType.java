package org.frankenterm.extension.event;

import java.util.List;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;

/// What a field of a payload holds. `null` is none of these: a field that has no value is left out.
public sealed interface FieldType {
    /// Any text.
    record Text() implements FieldType {}

    /// One of a few words.
    record Word(List<String> words) implements FieldType {
        /// Copies the words.
        public Word {
            words = List.copyOf(words);
        }
    }

    /// An integer, written without fraction and exponent.
    ///
    /// @param least the smallest there is
    record Whole(long least) implements FieldType {}

    /// `true` or `false`.
    record Flag() implements FieldType {}

    /// A list.
    ///
    /// @param of what each element is
    record Many(FieldType of) implements FieldType {}

    /// An object of its own.
    record Group(List<EventField> fields) implements FieldType {
        /// Copies the fields.
        public Group {
            fields = List.copyOf(fields);
        }
    }

    /// Whether a value is of this type, without a look at what is in a list or an object.
    default boolean fits(Json value) {
        return switch (this) {
            case Text _ -> value instanceof JsonString;
            case Word(List<String> words) ->
                    value instanceof JsonString(String text) && words.contains(text);
            case Whole(long least) ->
                    value instanceof JsonNumber number
                            && number.integer().orElse(Long.MIN_VALUE) >= least;
            case Flag _ -> value instanceof JsonBool;
            case Many _ -> value instanceof JsonArray;
            case Group _ -> value instanceof JsonObject;
        };
    }

    /// What it is, after `must be`.
    default String description() {
        return switch (this) {
            case Text _ -> "a string";
            case Word(List<String> words) -> "one of the strings " + String.join(", ", words);
            case Whole(long least) -> "an integer of at least " + least;
            case Flag _ -> "true or false";
            case Many _ -> "a list";
            case Group _ -> "an object";
        };
    }
}
