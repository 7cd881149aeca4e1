package org.frankenterm.wasi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A function as `conformance/preview1.txt` specifies it.
///
/// @param name of the import
/// @param type such as `(i32,i64)->i32`
/// @param pointers its pointers, in order
record SpecifiedFunction(String name, String type, List<Pointer> pointers) {
    /// A pointer: its slot, what it points at, and whether the next slot says how much.
    record Pointer(int slot, int bytes, int counted) {
        private static final int LENGTH = 16;

        static Pointer parse(String text) {
            String[] parts = text.split(":", 2);
            int slot = Integer.parseInt(parts[0]);
            return switch (parts[1]) {
                case "bytes" -> new Pointer(slot, LENGTH, LENGTH);
                case "vectors" -> new Pointer(slot, 8, 1);
                default -> new Pointer(slot, Integer.parseInt(parts[1]), 0);
            };
        }
    }

    /// All that the specification has.
    static List<SpecifiedFunction> all() {
        return lines("/conformance/preview1.txt").map(SpecifiedFunction::parse).toList();
    }

    /// The lines of a resource that are no comments.
    static Stream<String> lines(String resource) {
        var stream = Objects.requireNonNull(SpecifiedFunction.class.getResourceAsStream(resource));
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SpecifiedFunction parse(String line) {
        String[] fields = line.split(" ", -1);
        List<Pointer> pointers =
                Arrays.stream(fields, 2, fields.length).map(Pointer::parse).toList();
        return new SpecifiedFunction(fields[0], fields[1], pointers);
    }

    /// The types of the parameters, such as `i64`.
    List<String> parameters() {
        String list = type.substring(1, type.indexOf(')'));
        return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
    }

    /// Whether it answers with an error code.
    boolean returns() {
        return type.endsWith("->i32");
    }

    @Override
    public String toString() {
        return name;
    }
}
