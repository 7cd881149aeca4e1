package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.GuestEnvironment.Answer;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quantity;

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
                                    new String(name, StandardCharsets.UTF_8)
                                            + (found == 1 ? ", " + Quantity.bytes(bytes) : ""),
                            EnvironmentFunctions::get));

    private EnvironmentFunctions() {}

    /// Denied and not set are the same to the guest, as the guide says; the audit tells them apart.
    private static int get(HostCall call) {
        call.context().returnBuffer().clear();
        byte[] name = call.bytes(0, MAX_NAME_BYTES);
        call.context().monitor().note(name);
        Answer answer = call.context().environment().ask(HostCall.utf8(name));
        call.context().monitor().noted(answer.decision());
        byte[] value = answer.value();
        if (value == null) {
            return ResultCode.ABSENT;
        }
        call.context().monitor().note(1, value.length);
        return call.give(value);
    }
}
