package org.frankenterm.extension.abi;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.frankenterm.wasmtime.ValType;

/// A host function's type in WebAssembly's text format, for calls that tests generate.
final class Signature {
    private Signature() {}

    /// What follows `param`.
    static String parameters(AbiFunction function) {
        return function.type().params().stream()
                .map(type -> " " + text(type))
                .collect(Collectors.joining());
    }

    /// Constants for all parameters.
    static String arguments(AbiFunction function, List<Long> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(" (%s.const %d)".formatted(text(type(function, i)), values.get(i)));
        }
        return text.toString();
    }

    /// The same constant for each of them.
    static String arguments(AbiFunction function, long value) {
        return arguments(function, Collections.nCopies(function.type().params().size(), value));
    }

    private static ValType type(AbiFunction function, int index) {
        return function.type().params().get(index);
    }

    private static String text(ValType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
