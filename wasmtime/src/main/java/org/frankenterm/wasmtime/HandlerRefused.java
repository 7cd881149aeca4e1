package org.frankenterm.wasmtime;

import java.io.Serial;

/// An export is not a function that the host may call; the message says why.
public final class HandlerRefused extends Exception {
    @Serial private static final long serialVersionUID = 1;

    HandlerRefused(String message) {
        super(message);
    }
}
