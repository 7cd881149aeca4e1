package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;

/// The event being handled: `ft_event_name`, `ft_event_payload`, `ft_event_field`. All are absent
/// during entry.
final class EventFunctions {
    /// Longer than any field there is.
    private static final int MAX_FIELD_BYTES = 1024;

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.free(
                            "ft_event_name",
                            "()->i32",
                            AuditedFunction.NOTHING,
                            call -> give(call, event(call).map(Event::name))),
                    AbiFunction.free(
                            "ft_event_payload",
                            "()->i32",
                            AuditedFunction.NOTHING,
                            call -> give(call, event(call).map(Event::payload))),
                    AbiFunction.free(
                            "ft_event_field",
                            "(i32,i32)->i32",
                            (_, _, name) -> new String(name, StandardCharsets.UTF_8),
                            EventFunctions::field));

    private EventFunctions() {}

    private static Optional<Event> event(HostCall call) {
        return Optional.ofNullable(call.context().event());
    }

    private static int give(HostCall call, Optional<String> text) {
        call.context().returnBuffer().clear();
        return text.map(t -> call.give(t.getBytes(StandardCharsets.UTF_8)))
                .orElse(ResultCode.ABSENT);
    }

    /// One top-level field: strings bare, everything else as JSON, so that small guests need no
    /// parser.
    private static int field(HostCall call) {
        call.context().returnBuffer().clear();
        byte[] name = call.bytes(0, MAX_FIELD_BYTES);
        call.context().monitor().note(name);
        try {
            JsonObject payload = call.context().payload();
            Optional<Json> value =
                    payload == null ? Optional.empty() : payload.field(HostCall.utf8(name));
            return give(call, value.map(Json::bare));
        } catch (JsonProblem problem) {
            return call.context()
                    .monitor()
                    .failed(ResultCode.FAILED, "the payload is no JSON: " + problem.getMessage());
        }
    }
}
