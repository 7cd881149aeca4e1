package org.frankenterm.wasi;

import java.io.Serial;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Result;

/// Ends a function early with an error code, from inside what its body calls. Caught in
/// [WasiFunction], nowhere else; carries no stack trace.
final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final Errno errno;
    private final boolean denied;

    Refusal(Errno errno) {
        this(errno, false);
    }

    private Refusal(Errno errno, boolean denied) {
        super(errno.name(), null, false, false);
        this.errno = errno;
        this.denied = denied;
    }

    /// A refusal because the guest may not do it, rather than because it can't be done.
    static Refusal denied(Errno errno) {
        return new Refusal(errno, true);
    }

    /// What the guest is answered.
    Errno errno() {
        return errno;
    }

    /// Whether the audit shall call it a denial.
    boolean isDenial() {
        return denied;
    }

    /// The result of a system call; refuses with its error.
    static long check(long result) {
        if (result < 0) {
            throw new Refusal(Errno.of(ErrorNumber.of(result)));
        }
        return result;
    }

    /// What a system call gave; refuses with its error.
    static <T> T check(Result<T> result) {
        return switch (result) {
            case Result.Ok<T>(T value) -> value;
            case Result.Failed<T>(ErrorNumber error) -> throw new Refusal(Errno.of(error));
        };
    }
}
