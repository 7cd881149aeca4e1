package org.frankenterm.wasi;

/// What a subscription waits for; `eventtype` in `typenames.witx`.
enum EventType {
    CLOCK(0),
    FD_READ(1),
    FD_WRITE(2);

    private final int number;

    EventType(int number) {
        this.number = number;
    }

    /// The type of that number; refuses with `inval` one that does not exist.
    static EventType of(int number) {
        for (EventType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new Refusal(Errno.INVAL);
    }

    /// The number in subscriptions and events.
    int number() {
        return number;
    }
}
