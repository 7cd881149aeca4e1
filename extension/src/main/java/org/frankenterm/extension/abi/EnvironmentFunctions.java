package org.frankenterm.extension.abi;

import java.util.List;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.GuestEnvironment.Answer;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// `ft_get_env`.
final class EnvironmentFunctions {
    /// Longer than any name in use; Linux itself bounds name and value together.
    private static final int MAX_NAME_BYTES = 1024;

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.guarded(
                            "ft_get_env",
                            "(i32,i32)->i32",
                            PermissionKey.ENVIRONMENT,
                            (found, bytes, name) ->
                                    name + (found == 1 ? ", " + Quantity.bytes(bytes) : ""),
                            EnvironmentFunctions::get));

    private EnvironmentFunctions() {}

    /// Denied and not set are the same to the guest, as the guide says; the audit tells them apart.
    private static int get(HostCall call) {
        call.context().returnBuffer().clear();
        byte[] name = call.bytes(0, MAX_NAME_BYTES);
        call.context().monitor().note(name);
        String variable = HostCall.utf8(name);
        Answer answer = call.context().environment().ask(variable);
        return switch (call.context().monitor().noted(answer.decision())) {
            case Decision.Denied _ -> ResultCode.ABSENT;
            case Decision.Allowed _ -> give(call, variable, answer.value());
        };
    }

    private static int give(HostCall call, String variable, byte @Nullable [] value) {
        if (value == null) {
            return call.absent("environment variable " + Quoted.of(variable) + " is not set");
        }
        call.context().monitor().note(1, value.length);
        return call.give(value);
    }
}
