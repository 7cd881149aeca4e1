package org.frankenterm.wasmtime;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Wasmtime refused what was asked of it, or isn't there; the message says why.
public final class WasmtimeException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    WasmtimeException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
