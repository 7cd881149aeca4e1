package org.frankenterm.extension.event;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// An event that was checked and is on its way. Its payload is read once, however many listen, and
/// kept as text alone: a tree takes many times the room. Immutable.
public final class FiredEvent {
    private static final String NOTHING = "{}";
    private static final JsonObject NO_FIELDS = new JsonObject(new LinkedHashMap<>());

    private final Event event;
    private final @Nullable String mergeKey;

    private final boolean owned;

    private FiredEvent(Event event, @Nullable String mergeKey, boolean owned) {
        this.event = event;
        this.owned = owned;
        this.mergeKey = mergeKey;
    }

    /// Checks an event.
    ///
    /// @throws ExtensionException if its payload is no JSON object
    public static FiredEvent of(Event event) {
        String key = PaneOutput.mergeKey(event.name(), payload(event));
        return new FiredEvent(event, key == null ? null : key + event.causedBy(), false);
    }

    /// What a handler of a timer or a keybinding is called with. It merges with nothing.
    ///
    /// @param event whose payload is a JSON object
    public static FiredEvent owned(Event event) {
        return new FiredEvent(event, null, true);
    }

    private static JsonObject payload(Event event) {
        if (event.payload().equals(NOTHING)) {
            return NO_FIELDS;
        }
        try {
            return JsonReader.parseObject(event.payload());
        } catch (JsonProblem problem) {
            throw new ExtensionException(
                    ErrorCode.INVALID_EVENT,
                    "can't fire %s: its payload is no JSON object: %s"
                            .formatted(Sanitizer.line(event.name()), problem.getMessage()));
        }
    }

    /// As it was fired.
    public Event event() {
        return event;
    }

    /// What two events have in common of which one can stand for both; empty if this one can't be
    /// merged.
    public Optional<String> mergeKey() {
        return Optional.ofNullable(mergeKey);
    }

    /// The same for somebody who has no time for more than the newest of each name; empty for what
    /// is no event on its way to hooks.
    public Optional<String> nameKey() {
        return owned ? Optional.empty() : Optional.of(event.name() + event.causedBy());
    }

    /// One event for two of the same key.
    ///
    /// @param older that still waits
    /// @return this one, with what the older one would have told
    public FiredEvent mergedWith(FiredEvent older) {
        return mergeKey == null
                ? this
                : new FiredEvent(PaneOutput.merged(older.event, event), mergeKey, owned);
    }
}
