package org.frankenterm.extension.event;

import java.util.regex.Pattern;
import org.frankenterm.extension.api.ExtensionId;

/// Which events a hook hears: a name, every name below a prefix (`pane.*`), or all (`*`).
///
/// - A pattern without a colon never hears a custom event, so that `config.x:reload` can't forge
///   `config.*`.
/// - Prefixes and `*` mean events of [EventType]: one that an embedder made up, and of which nobody
///   has said who may see it, is heard by its exact name alone.
/// - No pattern hears what belongs to one handler, such as a timer.
///
/// @param text a valid pattern, or that of [#EVERYTHING]
public record EventPattern(String text) {
    /// Every event that is fired, whoever made it up: what is meant by somebody who names a
    /// function and an event together. No pattern of a manifest.
    public static final EventPattern EVERYTHING = new EventPattern("**");

    private static final String ANY = "*";
    private static final String BELOW = ".*";

    private static final int MAX_LENGTH = 256;
    private static final Pattern SHAPE =
            Pattern.compile("\\*|[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(\\.\\*)?");

    /// Whether a text is an event pattern: a name, `prefix.*`, `*`, or one of these behind
    /// `<extension>:`.
    public static boolean valid(String text) {
        int colon = text.indexOf(':');
        return text.length() <= MAX_LENGTH
                && SHAPE.matcher(text.substring(colon + 1)).matches()
                && (colon < 0 || ExtensionId.valid(text.substring(0, colon)));
    }

    /// Whether an event of this name is heard.
    public boolean matches(String event) {
        if (text.equals(EVERYTHING.text)) {
            return EventType.of(event).map(type -> !type.owned()).orElse(true);
        }
        int colon = text.indexOf(':');
        int eventColon = event.indexOf(':');
        if (colon < 0 || eventColon < 0) {
            return colon == eventColon && matchesHost(event);
        }
        return text.substring(0, colon).equalsIgnoreCase(event.substring(0, eventColon))
                && matches(text.substring(colon + 1), event.substring(eventColon + 1));
    }

    private boolean matchesHost(String event) {
        EventType type = EventType.of(event).orElse(null);
        if (type == null) {
            return text.equals(event) && !text.endsWith(ANY);
        }
        return !type.owned() && matches(text, event);
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.equals(ANY)) {
            return true;
        }
        return pattern.endsWith(BELOW)
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
