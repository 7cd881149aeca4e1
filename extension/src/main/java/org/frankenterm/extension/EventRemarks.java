package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.event.EventType;
import org.frankenterm.extension.event.PayloadCheck;
import org.frankenterm.extension.event.PayloadProblem;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;

/// What is odd about an event that somebody wants to fire.
final class EventRemarks {
    private EventRemarks() {}

    static List<String> of(Event event) {
        Optional<EventType> type = EventType.of(event.name());
        if (type.isPresent()) {
            return payload(type.get(), event.payload());
        }
        return event.name().contains(":") ? List.of() : List.of(unknown(event.name()));
    }

    private static List<String> payload(EventType type, String payload) {
        try {
            return PayloadCheck.problems(type, JsonReader.parseObject(payload)).stream()
                    .map(PayloadProblem::message)
                    .map(message -> "payload of " + type.text() + ": " + message)
                    .toList();
        } catch (JsonProblem refused) {
            return List.of("the payload is no JSON object: " + refused.getMessage());
        }
    }

    private static String unknown(String name) {
        return Quoted.of(name)
                + " is no event of this host: only hooks that name it exactly hear it"
                + Nearest.to(name, EventType.fired())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }
}
