package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quoted;

/// The event being handled: `ft_event_name`, `ft_event_payload`, `ft_event_field`. All are absent
/// during entry.
final class EventFunctions {
    /// Longer than any field there is.
    private static final int MAX_FIELD_BYTES = 1024;

    private static final String NO_EVENT = "no event is being handled";

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.free(
                            "ft_event_name",
                            "()->i32",
                            AuditedFunction.NOTHING,
                            call -> give(call, Event::name)),
                    AbiFunction.free(
                            "ft_event_payload",
                            "()->i32",
                            AuditedFunction.NOTHING,
                            call -> give(call, Event::payload)),
                    AbiFunction.free(
                            "ft_event_field",
                            "(i32,i32)->i32",
                            (_, _, name) -> name,
                            EventFunctions::field));

    private EventFunctions() {}

    private static int give(HostCall call, Function<Event, String> part) {
        call.context().returnBuffer().clear();
        Event event = call.context().event();
        return event == null ? call.absent(NO_EVENT) : give(call, part.apply(event));
    }

    private static int give(HostCall call, String text) {
        return call.give(text.getBytes(StandardCharsets.UTF_8));
    }

    /// One top-level field: strings bare, everything else as JSON, so that small guests need no
    /// parser.
    private static int field(HostCall call) {
        call.context().returnBuffer().clear();
        byte[] bytes = call.bytes(0, MAX_FIELD_BYTES);
        call.context().monitor().note(bytes);
        String name = HostCall.utf8(bytes);
        try {
            JsonObject payload = call.context().payload();
            return payload == null ? call.absent(NO_EVENT) : field(call, payload, name);
        } catch (JsonProblem problem) {
            return call.context()
                    .monitor()
                    .failed(ResultCode.FAILED, "the payload is no JSON: " + problem.getMessage());
        }
    }

    private static int field(HostCall call, JsonObject payload, String name) {
        Optional<Json> value = payload.field(name);
        return value.isEmpty()
                ? call.absent("the event has no field " + Quoted.of(name))
                : give(call, value.get().bare());
    }
}
