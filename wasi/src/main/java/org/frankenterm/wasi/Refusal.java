package org.frankenterm.wasi;

import java.io.Serial;

/// Ends a function early with an error code, from inside what its body calls. Caught in
/// [WasiFunction], nowhere else; carries no stack trace.
final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final Errno errno;

    Refusal(Errno errno) {
        super(errno.name(), null, false, false);
        this.errno = errno;
    }

    /// What the guest is answered.
    Errno errno() {
        return errno;
    }
}
