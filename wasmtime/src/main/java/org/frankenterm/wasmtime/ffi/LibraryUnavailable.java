package org.frankenterm.wasmtime.ffi;

import java.io.Serial;

/// Why Wasmtime can't be used here; the message names the cure. A value until somebody needs the
/// library.
public final class LibraryUnavailable extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    public LibraryUnavailable(String message) {
        super(message);
    }

    public LibraryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
