package org.frankenterm.extension.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One table of a manifest. A value of the wrong type is an error, reported with what was expected;
/// the reader then goes on as if the key were absent.
final class Section {
    /// A text with its position.
    record Item(String text, Place place) {}

    private final TomlTable table;
    private final String heading;
    private final Place start;
    private final Problems problems;

    /// @param heading the table as messages name it, `[limits]` for instance; empty for the whole
    ///   manifest
    /// @param start where the table begins
    Section(TomlTable table, String heading, Place start, Problems problems) {
        this.table = table;
        this.heading = heading;
        this.start = start;
        this.problems = problems;
    }

    Place start() {
        return start;
    }

    Collection<String> keys() {
        return table.keySet();
    }

    boolean has(String key) {
        return value(key) != null;
    }

    @Nullable Object value(String key) {
        return table.get(List.of(key));
    }

    Place place(String key) {
        return place(table.inputPositionOf(List.of(key)), start);
    }

    void error(String key, String message) {
        problems.error(place(key), name(key) + " " + message);
    }

    void warning(String key, String message) {
        problems.warning(place(key), name(key) + " " + message);
    }

    /// Warns of each key that is not known, naming the nearest that is.
    void warnUnknown(Collection<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                String what = heading.isEmpty() ? "" : " in " + heading;
                String nearest =
                        Nearest.to(key, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("");
                problems.warning(place(key), "unknown key " + Quoted.of(key) + what + nearest);
            }
        }
    }

    @Nullable String string(String key) {
        return value(key, String.class, "must be text in quotes");
    }

    /// A text that must be there.
    ///
    /// @param noun what needs it, for the message that it is missing
    @Nullable String required(String key, String noun) {
        if (!has(key)) {
            problems.error(
                    start, noun + " needs " + key + ": add " + key + " = \"…\" to " + heading);
        }
        return string(key);
    }

    /// Reports a problem of a value, if there is one; true if there is none.
    boolean check(String key, Optional<String> problem) {
        problem.ifPresent(message -> error(key, message));
        return problem.isEmpty();
    }

    @Nullable Long integer(String key) {
        return value(key, Long.class, "must be a whole number");
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(value(key, Boolean.class, "must be true or false"));
    }

    /// The texts of a list; empty if it is absent. Each item that is no text is an error of its
    /// own.
    List<Item> strings(String key) {
        TomlArray array = value(key, TomlArray.class, "must be a list of texts");
        return array == null ? List.of() : strings(key, array);
    }

    private List<Item> strings(String key, TomlArray array) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Place place = place(array.inputPositionOf(i), place(key));
            if (array.get(i) instanceof String text) {
                items.add(new Item(text, place));
            } else {
                problems.error(
                        place,
                        name(key) + " must be a list of texts; this item is " + type(array.get(i)));
            }
        }
        return items;
    }

    @Nullable Section table(String key) {
        TomlTable inner = value(key, TomlTable.class, "must be a table: write [" + key + "]");
        return inner == null ? null : section(inner, key);
    }

    /// The tables of `[[key]]`; an item that is no table is an error.
    List<Section> tables(String key, TomlArray array) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Place place = place(array.inputPositionOf(i), place(key));
            if (array.get(i) instanceof TomlTable item) {
                sections.add(new Section(item, "[[" + key + "]]", place, problems));
            } else {
                problems.error(
                        place,
                        "[[" + key + "]] must hold tables; this item is " + type(array.get(i)));
            }
        }
        return sections;
    }

    /// A table inside this one, which is known to be there.
    Section section(TomlTable inner, String key) {
        return new Section(
                inner, heading.isEmpty() ? "[" + key + "]" : heading, place(key), problems);
    }

    Problems problems() {
        return problems;
    }

    /// Reports a value of the wrong type.
    void wrong(String key, String expected, Object value) {
        error(key, expected + ", not " + type(value));
    }

    private <T> @Nullable T value(String key, Class<T> type, String expected) {
        Object value = value(key);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        wrong(key, expected, value);
        return null;
    }

    private static String type(Object value) {
        return switch (value) {
            case String _ -> "text";
            case Long _ -> "a whole number";
            case Double _ -> "a fraction";
            case Boolean _ -> "true or false";
            case TomlArray _ -> "a list";
            case TomlTable _ -> "a table";
            case Object _ -> "a date or time";
        };
    }

    private String name(String key) {
        return heading.isEmpty() ? Quoted.of(key) : Quoted.of(key) + " in " + heading;
    }

    private static Place place(@Nullable TomlPosition position, Place otherwise) {
        return position == null ? otherwise : new Place(position.line(), position.column());
    }
}
