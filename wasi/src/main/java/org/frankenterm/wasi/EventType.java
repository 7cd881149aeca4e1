package org.frankenterm.wasi;

/// What a subscription waits for; numbered in this order, as `eventtype` in `typenames.witx`.
enum EventType {
    CLOCK,
    FD_READ,
    FD_WRITE;

    private static final EventType[] VALUES = values();

    /// The type of that number; refuses with `inval` one that does not exist.
    static EventType of(int number) {
        if (number >= VALUES.length) {
            throw new Refusal(Errno.INVAL);
        }
        return VALUES[number];
    }
}
