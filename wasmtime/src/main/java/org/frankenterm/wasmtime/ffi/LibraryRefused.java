package org.frankenterm.wasmtime.ffi;

import java.io.Serial;

/// The library refused a module; the message is its own, cut at 4 KiB.
public final class LibraryRefused extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    LibraryRefused(String message) {
        super(message, null, false, false);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
