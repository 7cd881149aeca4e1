package org.frankenterm.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// The payload of an event as it is given on the command line: a JSON object, or `@` and the file
/// that holds one.
final class Payload {
    private static final String NONE = "{}";
    private static final int MAX_PATH_CODE_POINTS = 512;

    private Payload() {}

    /// The JSON text.
    ///
    /// @param argument what was given
    /// @throws UsageException if it is no JSON object, or larger than an event may carry
    /// @throws ExtensionException if the file is missing or can't be read
    static String of(String argument) {
        if (argument.equals(NONE)) {
            return NONE;
        }
        String text = argument.startsWith("@") ? file(argument.substring(1)) : argument;
        try {
            JsonReader.parseObject(text);
        } catch (JsonProblem problem) {
            throw new UsageException("--payload is no JSON object: " + problem.getMessage());
        }
        return text;
    }

    private static String file(String name) {
        String shown = name.isEmpty() ? "@" : Sanitizer.line(name, MAX_PATH_CODE_POINTS);
        byte[] bytes = read(name, shown);
        if (bytes.length > Event.MAX_PAYLOAD_BYTES) {
            throw new UsageException(
                    "can't take the payload from %s: it has more than %s"
                            .formatted(shown, Quantity.bytes(Event.MAX_PAYLOAD_BYTES)));
        }
        return Sanitizer.strictUtf8(bytes)
                .orElseThrow(() ->
                        new UsageException(
                                "can't take the payload from %s: it is not UTF-8 text"
                                        .formatted(shown)));
    }

    private static byte[] read(String name, String shown) {
        try {
            return new InputFile("take the payload from", shown, Path.of(name))
                    .read(Event.MAX_PAYLOAD_BYTES + 1);
        } catch (InvalidPathException e) {
            throw new UsageException(
                    "can't take the payload from %s: it is no path".formatted(shown));
        }
    }
}
