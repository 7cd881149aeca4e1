package org.frankenterm.extension.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.frankenterm.extension.event.PayloadProblem.Kind;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;

/// The comparison of a payload with its event's description, which `docs/events.md` has as a JSON
/// Schema. What is wrong is no reason not to fire: handlers see what is described.
public final class PayloadCheck {
    /// More than these nobody reads.
    static final int MAX = 20;

    private final List<PayloadProblem> problems = new ArrayList<>();

    private PayloadCheck() {}

    /// What is wrong with a payload: the first 20 problems, in its order.
    public static List<PayloadProblem> problems(EventType type, JsonObject payload) {
        PayloadCheck check = new PayloadCheck();
        check.object("", payload, type.fields());
        return List.copyOf(check.problems);
    }

    private void object(String in, JsonObject object, List<EventField> fields) {
        for (EventField field : fields) {
            if (field.required() && object.field(field.name()).isEmpty()) {
                add(
                        Kind.WRONG,
                        "%s is missing: it must be %s"
                                .formatted(
                                        Quoted.of(in + field.name()), field.type().description()));
            }
        }
        for (Map.Entry<String, Json> entry : object.fields().entrySet()) {
            if (problems.size() == MAX) {
                return;
            }
            field(in, entry.getKey(), entry.getValue(), fields);
        }
    }

    private void field(String in, String name, Json value, List<EventField> fields) {
        for (EventField field : fields) {
            if (field.name().equals(name)) {
                value(in + name, value, field.type());
                return;
            }
        }
        String nearest =
                Nearest.to(name, fields.stream().map(EventField::name).toList())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
        add(
                Kind.UNKNOWN,
                "%s is no field of the event, and handlers don't see it%s"
                        .formatted(Quoted.of(in + name), nearest));
    }

    private void value(String name, Json value, FieldType type) {
        if (!type.fits(value)) {
            add(Kind.WRONG, "%s must be %s".formatted(Quoted.of(name), type.description()));
            return;
        }
        if (value instanceof JsonObject object && type instanceof FieldType.Group group) {
            object(name + ".", object, group.fields());
        }
        if (value instanceof JsonArray list && type instanceof FieldType.Many(FieldType each)) {
            for (int i = 0; i < list.elements().size() && problems.size() < MAX; i++) {
                value("%s[%d]".formatted(name, i), list.elements().get(i), each);
            }
        }
    }

    private void add(Kind kind, String message) {
        if (problems.size() < MAX) {
            problems.add(new PayloadProblem(kind, message));
        }
    }
}
