package org.frankenterm.extension.abi;

import java.util.Objects;
import java.util.function.Supplier;
import org.frankenterm.extension.sandbox.HostBody;
import org.frankenterm.extension.sandbox.ResultCode;
import org.jspecify.annotations.Nullable;

/// What the program around the host offers, asked by a host function. That it may be missing, or
/// fail, costs the guest's call an error code.
final class HostService {
    /// Ends a body: there is no such service, or it failed.
    private static final class Unavailable extends RuntimeException {
        @java.io.Serial private static final long serialVersionUID = 1;

        private final int code;

        Unavailable(int code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    private HostService() {}

    /// A body that may use [#offered] and [#ask].
    static HostBody body(HostBody asking) {
        return call -> {
            try {
                return asking.run(call);
            } catch (Unavailable missing) {
                return call.context()
                        .monitor()
                        .failed(missing.code, String.valueOf(missing.getMessage()));
            }
        };
    }

    /// A service that may not be there.
    static <T> T offered(@Nullable T service, String what) {
        require(service != null, what);
        return Objects.requireNonNull(service);
    }

    /// Ends the body if something isn't offered.
    static void require(boolean offered, String what) {
        if (!offered) {
            throw new Unavailable(ResultCode.NOT_OFFERED, "this host has no " + what);
        }
    }

    /// Asks a service. The guest hears that it failed, and not what it said: that may tell more of
    /// the host than the guest may know.
    static <T> T ask(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException thrown) {
            throw new Unavailable(
                    ResultCode.FAILED,
                    "the host's %s failed with %s"
                            .formatted(what, thrown.getClass().getSimpleName()));
        }
    }
}
