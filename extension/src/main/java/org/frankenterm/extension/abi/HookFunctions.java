package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.Subscriber;
import org.frankenterm.extension.sandbox.CallContext;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quoted;

/// Handlers of events that an instance registers itself: `ft_register_hook`, `ft_unregister_hook`.
final class HookFunctions {
    private static final int MAX_PATTERN_BYTES = 256;
    private static final int PRIORITY = 2;
    private static final int HANDLER = 3;

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.free(
                            "ft_register_hook",
                            "(i32,i32,i32,i32,i32)->i32",
                            (priority, _, names) -> names + ", priority " + priority,
                            HookFunctions::register),
                    AbiFunction.free(
                            "ft_unregister_hook",
                            "(i32)->i32",
                            (id, _, _) -> Long.toString(id),
                            HookFunctions::unregister));

    private HookFunctions() {}

    private static int register(HostCall call) {
        CallContext context = call.context();
        int priority = call.caller().i32(PRIORITY);
        context.monitor().note(priority, 0);
        String pattern = call.text(0, MAX_PATTERN_BYTES);
        if (!EventPattern.valid(pattern)) {
            throw new HostCall.InvalidArgument(
                    "%s is no event: name one, such as config.reload, pane.* or *"
                            .formatted(Quoted.of(pattern)));
        }
        String handler = HandlerArguments.handler(call, HANDLER);
        context.monitor().note((pattern + " -> " + handler).getBytes(StandardCharsets.UTF_8));
        OptionalInt id =
                context.registrations().addHook(new EventPattern(pattern), priority, handler);
        return id.isPresent()
                ? id.getAsInt()
                : context.monitor()
                        .failed(
                                ResultCode.LIMIT,
                                "the extension has %d hooks already, those of its manifest included"
                                        .formatted(Subscriber.MAX_HOOKS));
    }

    private static int unregister(HostCall call) {
        int id = call.caller().i32(0);
        call.context().monitor().note(id, 0);
        return call.context().registrations().removeHook(id)
                ? 0
                : call.absent("the instance has registered no hook " + id);
    }
}
