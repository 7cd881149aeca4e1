package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.frankenterm.extension.sandbox.CallContext;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.timer.Timers;

/// Handlers that are called later: `ft_set_timeout`, `ft_set_interval`, `ft_clear_timer`.
final class TimerFunctions {
    private static final int HANDLER = 1;

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.free(
                            "ft_set_timeout",
                            "(i32,i32,i32)->i32",
                            (millis, _, handler) -> "%d ms, %s".formatted(millis, handler),
                            call -> set(call, false)),
                    AbiFunction.free(
                            "ft_set_interval",
                            "(i32,i32,i32)->i32",
                            (millis, _, handler) -> "%d ms, %s".formatted(millis, handler),
                            call -> set(call, true)),
                    AbiFunction.free(
                            "ft_clear_timer",
                            "(i32)->i32",
                            (id, _, _) -> Long.toString(id),
                            TimerFunctions::clear));

    private TimerFunctions() {}

    private static int set(HostCall call, boolean repeats) {
        CallContext context = call.context();
        long millis = call.caller().u32(0);
        context.monitor().note(millis, 0);
        String handler = HandlerArguments.handler(call, HANDLER);
        context.monitor().note(handler.getBytes(StandardCharsets.UTF_8));
        OptionalInt id =
                context.registrations()
                        .setTimer(call.startNanos(), millis, repeats, handler, context.event());
        return id.isPresent()
                ? id.getAsInt()
                : context.monitor()
                        .failed(
                                ResultCode.LIMIT,
                                "%d timers are live already".formatted(Timers.MAX_LIVE));
    }

    private static int clear(HostCall call) {
        int id = call.caller().i32(0);
        call.context().monitor().note(id, 0);
        return call.context().registrations().clearTimer(id)
                ? 0
                : call.absent("there is no timer " + id);
    }
}
