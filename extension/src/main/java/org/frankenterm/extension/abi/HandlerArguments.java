package org.frankenterm.extension.abi;

import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.wasmtime.HandlerRefused;

/// Names of handlers among a call's arguments.
final class HandlerArguments {
    /// The longest name of an export that a module may have.
    private static final int MAX_NAME_BYTES = 1024;

    private HandlerArguments() {}

    /// A name that is that of an export which may be called, from two arguments.
    ///
    /// @param index of the pointer; the length follows it
    /// @throws HostCall.InvalidArgument if it isn't
    static String handler(HostCall call, int index) {
        String name = call.text(index, MAX_NAME_BYTES);
        try {
            call.context().registrations().requireHandler(name);
            return name;
        } catch (HandlerRefused refused) {
            throw new HostCall.InvalidArgument(String.valueOf(refused.getMessage()));
        }
    }
}
