package org.frankenterm.posix;

/// A clock of the system: `CLOCK_…`, `linux/time.h`.
public enum ClockId {
    /// The time of day, since 1970 in UTC. Can be set, so it can jump.
    REALTIME(0),
    /// Since some start. Never goes back, stands still while the machine sleeps.
    MONOTONIC(1),
    /// Processor time of this process.
    PROCESS_CPU(2),
    /// Processor time of the current thread.
    THREAD_CPU(3);

    private final int number;

    ClockId(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
