package org.frankenterm.posix;

/// The system's clocks: `clock_gettime`, `clock_getres`.
public final class Clocks {
    private Clocks() {}

    /// What a clock shows.
    ///
    /// @param id which
    /// @return nanoseconds
    public static Result<Long> nanos(ClockId id) {
        return ask(SystemCall.CLOCK_GETTIME, id);
    }

    /// How finely a clock counts.
    ///
    /// @param id which
    /// @return nanoseconds, more than 0
    public static Result<Long> resolutionNanos(ClockId id) {
        return ask(SystemCall.CLOCK_GETRES, id);
    }

    private static Result<Long> ask(SystemCall call, ClockId id) {
        Scratch scratch = Scratch.own();
        long result = Syscall.call(call, id.number(), scratch.struct().address());
        return result < 0
                ? Result.Failed.of(result)
                : new Result.Ok<>(Timespec.read(scratch.struct(), 0));
    }
}
