package org.frankenterm.extension.storage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How long the call in progress waits for others. One thread.
final class Patience {
    /// Short against a deadline, long against the few hundred microseconds that others need.
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private BooleanSupplier over = () -> false;

    /// Begins a call.
    ///
    /// @param whenOver whether it must end; asked often
    void begin(BooleanSupplier whenOver) {
        over = whenOver;
    }

    boolean over() {
        return over.getAsBoolean();
    }

    /// Waits a step.
    ///
    /// @return false if there is no time left
    boolean pause() {
        if (over()) {
            return false;
        }
        boolean interrupted = Thread.interrupted(); // a thread with this flag doesn't park
        LockSupport.parkNanos(this, STEP_NANOS);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
