package org.frankenterm.extension.api;

import java.nio.charset.StandardCharsets;

/// Something that happened in the terminal, or a custom event of an extension.
///
/// @param name such as `config.reload`, at most 256 characters
/// @param payload a JSON object, at most 1 MiB of UTF-8; `{}` for none
public record Event(String name, String payload) {
    /// The largest payload, in bytes of UTF-8.
    public static final int MAX_PAYLOAD_BYTES = 1 << 20;

    private static final int MAX_NAME_CHARS = 256;

    /// Checks the sizes. Whether the payload is a JSON object is checked where it is fired.
    ///
    /// @throws IllegalArgumentException if the name is empty or too long, or the payload too large
    public Event {
        if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
            throw new IllegalArgumentException("an event's name has 1 to 256 characters");
        }
        if (payload.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("an event's payload has at most 1 MiB");
        }
    }

    /// An event without payload.
    ///
    /// @param name such as `config.reload`
    /// @return an event whose payload is `{}`
    public static Event of(String name) {
        return new Event(name, "{}");
    }
}
