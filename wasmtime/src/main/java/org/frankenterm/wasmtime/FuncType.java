package org.frankenterm.wasmtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The type of a function: what it takes and what it gives. [#of(String)] reads the text that
/// [#toString()] writes: `(i32,i64)->i32`, `()->()`, `()->(i32,i32)`.
///
/// @param params the types of the parameters, in order
/// @param results the types of the results, in order
public record FuncType(List<ValType> params, List<ValType> results) implements ExternType {

    private static final String ARROW = "->";

    /// Copies both lists.
    public FuncType {
        params = List.copyOf(params);
        results = List.copyOf(results);
    }

    /// The type with this text form. A single result may stand with or without parentheses.
    ///
    /// @param text such as `(i32,i64)->i32`; spaces mean nothing
    /// @return the type
    /// @throws IllegalArgumentException if the text is no function type
    public static FuncType of(String text) {
        String dense = text.replace(" ", "");
        int arrow = dense.indexOf(ARROW);
        if (arrow < 0 || !isList(dense.substring(0, arrow))) {
            throw new IllegalArgumentException(
                    "no function type is written %s; one is: (i32,i64)->i32"
                            .formatted(Printable.quoted(text)));
        }
        String results = dense.substring(arrow + ARROW.length());
        return new FuncType(
                list(dense.substring(0, arrow)),
                isList(results) ? list(results) : List.of(ValType.of(results)));
    }

    private static boolean isList(String text) {
        return text.startsWith("(") && text.endsWith(")");
    }

    private static List<ValType> list(String text) {
        String inner = text.substring(1, text.length() - 1);
        List<ValType> types = new ArrayList<>();
        if (!inner.isEmpty()) {
            for (String type : inner.split(",", -1)) {
                types.add(ValType.of(type));
            }
        }
        return types;
    }

    @Override
    public String toString() {
        String given = results.size() == 1 ? results.getFirst().toString() : joined(results);
        return joined(params) + ARROW + given;
    }

    private static String joined(List<ValType> types) {
        return types.stream().map(ValType::toString).collect(Collectors.joining(",", "(", ")"));
    }
}
