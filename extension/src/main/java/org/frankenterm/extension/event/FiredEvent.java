package org.frankenterm.extension.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.event.EventView.Visible;
import org.frankenterm.extension.event.EventView.Withheld;
import org.frankenterm.extension.json.Json.JsonBool;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// An event that was checked and is on its way, with what is seen of it under this permission and
/// that. Its payload is read once, however many extensions listen, and kept as text alone: a tree
/// takes many times the room. Immutable.
public final class FiredEvent {
    /// The largest payload of a custom event, in bytes of UTF-8: guests make them.
    public static final int MAX_CUSTOM_BYTES = 64 << 10;

    private static final String NOTHING = "{}";
    private static final JsonObject NO_FIELDS = new JsonObject(new LinkedHashMap<>());

    private static final Decision.Denied SILENT =
            new Decision.Denied(
                    "nobody hears it while the pane doesn't show what is typed, as at a password prompt; that it does is said by \"echo\": true in the payload");

    private final Event event;
    private final @Nullable EventType type;
    private final Sight heardWith;
    private final boolean silent;

    /// What two events have in common of which one can stand for both; null if this one can't be
    /// merged.
    private final @Nullable String mergeKey;

    /// What is needed to see all of it.
    private final Set<Sight> sights;

    /// What is seen with any part of that.
    private final Map<Set<Sight>, Visible> views;

    private FiredEvent(Event event, @Nullable EventType type, Sight heardWith, JsonObject payload) {
        this.event = event;
        this.type = type;
        this.heardWith = heardWith;
        this.silent =
                type != null && type.silentWithoutEcho() && !isTrue(payload, CommonFields.ECHO);
        String pane = PaneOutput.mergeKey(event.name(), payload);
        this.mergeKey = pane == null ? null : pane + ' ' + silent + event.causedBy();
        this.sights = type == null ? Set.of() : type.sights();
        Map<Set<Sight>, Visible> all = new HashMap<>();
        parts(sights).forEach(part -> all.put(part, view(payload, part)));
        this.views = Map.copyOf(all);
    }

    /// Checks an event that a host or an extension fires.
    ///
    /// @throws ExtensionException if its payload is no JSON object or too large for a custom event,
    ///   or it is one that nobody fires
    public static FiredEvent of(Event event) {
        EventType type = EventType.of(event.name()).orElse(null);
        if (type != null && type.owned()) {
            throw refused(event, "only its owner's handler is called with it");
        }
        if (custom(event.name())) {
            requireSmall(event);
        }
        Sight heardWith = type == null ? Sight.FREE : type.heardWith();
        return new FiredEvent(event, type, heardWith, payload(event));
    }

    /// The event that a handler is called with for a timer or a keybinding of its extension's own.
    ///
    /// @throws ExtensionException if its payload is no JSON object
    /// @throws IllegalArgumentException if it is an event that is fired
    public static FiredEvent owned(EventType type, String payload) {
        return owned(new Event(type.text(), payload));
    }

    /// The same with what caused it.
    ///
    /// @throws ExtensionException if its payload is no JSON object
    /// @throws IllegalArgumentException if it is an event that is fired
    public static FiredEvent owned(Event event) {
        return owned(event, Sight.FREE);
    }

    /// The same for one that its owner may hear only if he is granted something by then.
    ///
    /// @throws ExtensionException if its payload is no JSON object
    /// @throws IllegalArgumentException if it is an event that is fired
    public static FiredEvent owned(Event event, Sight heardWith) {
        EventType type = EventType.of(event.name()).orElse(null);
        if (type == null || !type.owned()) {
            throw new IllegalArgumentException(event.name() + " has no owner");
        }
        return new FiredEvent(event, type, heardWith, payload(event));
    }

    private static void requireSmall(Event event) {
        int bytes = event.payload().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_CUSTOM_BYTES) {
            throw refused(
                    event,
                    "the payload of a custom event has at most %s, this one has %s"
                            .formatted(Quantity.bytes(MAX_CUSTOM_BYTES), Quantity.bytes(bytes)));
        }
    }

    /// Whether an event of this name is an extension's.
    static boolean custom(String name) {
        return name.indexOf(':') >= 0;
    }

    private static JsonObject payload(Event event) {
        if (event.payload().equals(NOTHING)) {
            return NO_FIELDS;
        }
        try {
            return JsonReader.parseObject(event.payload());
        } catch (JsonProblem problem) {
            throw refused(event, "its payload is no JSON object: " + problem.getMessage());
        }
    }

    private static ExtensionException refused(Event event, String why) {
        return new ExtensionException(
                ErrorCode.INVALID_EVENT,
                "can't fire %s: %s".formatted(Sanitizer.line(event.name()), why));
    }

    /// As it was fired.
    public Event event() {
        return event;
    }

    /// What two events have in common of which one can stand for both: one that is silent stands
    /// for none that isn't. Empty if this one can't be merged.
    public Optional<String> mergeKey() {
        return Optional.ofNullable(mergeKey);
    }

    /// The same for somebody who has no time for more than the newest of each name; empty for what
    /// is no event on its way to hooks.
    public Optional<String> nameKey() {
        boolean owned = type != null && type.owned();
        return owned ? Optional.empty() : Optional.of(event.name() + event.causedBy());
    }

    /// One event for two of the same key.
    ///
    /// @param older that still waits
    /// @return this one, with what the older one would have told
    public FiredEvent mergedWith(FiredEvent older) {
        return mergeKey == null ? this : of(PaneOutput.merged(older.event, event));
    }

    /// What of it an extension may see. Any thread.
    public EventView seenBy(AccessPolicy policy) {
        if (heardWith.decide(policy) instanceof Decision.Denied denied) {
            return new Withheld(denied);
        }
        if (silent) {
            return new Withheld(SILENT);
        }
        Set<Sight> allowed = EnumSet.noneOf(Sight.class);
        for (Sight sight : sights) {
            if (sight.decide(policy) instanceof Decision.Allowed) {
                allowed.add(sight);
            }
        }
        return Objects.requireNonNull(views.get(allowed));
    }

    private Visible view(JsonObject payload, Set<Sight> allowed) {
        Set<Sight> visible = EnumSet.of(Sight.FREE);
        visible.addAll(allowed);
        JsonObject seen =
                type == null ? payload : new Projection(visible).of(payload, type.fields());
        Event view =
                same(seen, payload) ? event : new Event(event.name(), text(seen), event.causedBy());
        boolean aboutPane = type != null && type.aboutPane();
        return new Visible(
                view, aboutPane, aboutPane && isTrue(seen, CommonFields.FOCUSED), subject(seen));
    }

    @SuppressWarnings("ReferenceEquality") // what is left whole is not copied
    private static boolean same(JsonObject seen, JsonObject payload) {
        return seen == payload;
    }

    /// Not longer than what it was read from.
    private static String text(JsonObject payload) {
        return JsonWriter.plain().value(payload).toString();
    }

    private static @Nullable String subject(JsonObject payload) {
        for (String field : EventType.SUBJECTS) {
            String text = payload.string(field).orElse(null);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static boolean isTrue(JsonObject payload, String field) {
        return payload.field(field).filter(new JsonBool(true)::equals).isPresent();
    }

    /// Every set of some of them, of none and of all.
    private static List<Set<Sight>> parts(Set<Sight> sights) {
        List<Set<Sight>> parts = new ArrayList<>();
        parts.add(EnumSet.noneOf(Sight.class));
        for (Sight sight : sights) {
            for (Set<Sight> part : List.copyOf(parts)) {
                EnumSet<Sight> more = EnumSet.of(sight);
                more.addAll(part);
                parts.add(more);
            }
        }
        return parts;
    }
}
