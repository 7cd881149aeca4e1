package org.frankenterm.extension.abi;

import java.util.List;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.sandbox.HostCall;

/// What a guest may ask about the ABI itself: `ft_abi_version`, `ft_last_error`.
final class AbiFunctions {
    /// Raised when a function changes its meaning; new functions don't raise it.
    static final int ABI_VERSION = 1;

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.free(
                            "ft_abi_version", "()->i32", AuditedFunction.NOTHING, _ -> ABI_VERSION),
                    AbiFunction.free(
                            "ft_last_error",
                            "()->i32",
                            AuditedFunction.NOTHING,
                            AbiFunctions::lastError));

    private AbiFunctions() {}

    private static int lastError(HostCall call) {
        call.context().returnBuffer().clear();
        return call.give(call.context().lastError());
    }
}
