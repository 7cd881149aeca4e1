package org.frankenterm.extension.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Something that happened in the terminal, or a custom event of an extension.
///
/// @param name such as `config.reload`, at most 256 characters
/// @param payload a JSON object, at most 1 MiB of UTF-8; `{}` for none
/// @param causedBy the extensions whose actions led to it, the first cause first; none of them
///   hears it. Empty for what the terminal or its user did
public record Event(String name, String payload, List<ExtensionId> causedBy) {
    /// The largest payload, in bytes of UTF-8.
    public static final int MAX_PAYLOAD_BYTES = 1 << 20;

    /// The most extensions that may have caused an event, one by way of the other.
    public static final int MAX_CAUSES = 8;

    private static final int MAX_NAME_CHARS = 256;

    /// Checks the sizes. Whether the payload is a JSON object is checked where it is fired.
    ///
    /// @throws IllegalArgumentException if the name is empty or too long, the payload too large, or
    ///   there are too many causes
    public Event {
        causedBy = List.copyOf(causedBy);
        if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
            throw new IllegalArgumentException("an event's name has 1 to 256 characters");
        }
        if (payload.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("an event's payload has at most 1 MiB");
        }
        if (causedBy.size() > MAX_CAUSES) {
            throw new IllegalArgumentException("an event has at most 8 causes");
        }
    }

    /// An event that no extension caused.
    ///
    /// @param name such as `config.reload`, at most 256 characters
    /// @param payload a JSON object, at most 1 MiB of UTF-8; `{}` for none
    /// @throws IllegalArgumentException if the name is empty or too long, or the payload too large
    public Event(String name, String payload) {
        this(name, payload, List.of());
    }

    /// An event without payload.
    ///
    /// @param name such as `config.reload`
    /// @return an event whose payload is `{}`
    public static Event of(String name) {
        return new Event(name, "{}");
    }

    /// The chain of causes of whatever an extension does about this event.
    ///
    /// @param extension that handles it
    /// @return the causes of this event, then the extension; one more than [#MAX_CAUSES] at most
    public List<ExtensionId> causesWith(ExtensionId extension) {
        if (causedBy.contains(extension)) {
            return causedBy;
        }
        List<ExtensionId> causes = new ArrayList<>(causedBy);
        causes.add(extension);
        return List.copyOf(causes);
    }
}
