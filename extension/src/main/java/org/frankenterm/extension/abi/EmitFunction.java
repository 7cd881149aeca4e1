package org.frankenterm.extension.abi;

import java.util.regex.Pattern;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Quoted;

/// `ft_emit`: an event for the other extensions, under this one's name.
final class EmitFunction {
    private static final int MAX_TOPIC_BYTES = 64;
    private static final int MAX_PAYLOAD_BYTES = 64 << 10;

    private static final Pattern TOPIC = Pattern.compile("[a-z0-9._-]+");

    static final AbiFunction EMIT =
            AbiFunction.free(
                    "ft_emit",
                    "(i32,i32,i32,i32)->i32",
                    (bytes, _, topic) -> topic + ", " + Quantity.bytes(bytes),
                    EmitFunction::emit);

    private EmitFunction() {}

    private static int emit(HostCall call) {
        byte[] bytes = call.bytes(0, MAX_TOPIC_BYTES);
        call.context().monitor().note(call.caller().u32(3), 0);
        call.context().monitor().note(bytes);
        String topic = HostCall.utf8(bytes);
        if (!TOPIC.matcher(topic).matches()) {
            throw new HostCall.InvalidArgument(
                    Quoted.of(topic)
                            + " is no topic: 1 to 64 small letters, digits, dots, underscores and hyphens");
        }
        String payload = payload(call);
        String name = call.context().monitor().extension() + ":" + topic;
        return call.act(new Action.Custom(name, payload));
    }

    /// No bytes stand for an empty object, as languages have it that don't speak JSON.
    private static String payload(HostCall call) {
        String payload = call.text(2, MAX_PAYLOAD_BYTES);
        if (payload.isEmpty()) {
            return "{}";
        }
        try {
            JsonReader.parseObject(payload);
            return payload;
        } catch (JsonProblem problem) {
            throw new HostCall.InvalidArgument(
                    "the payload is no JSON object: " + problem.getMessage());
        }
    }
}
