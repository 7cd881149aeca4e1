package org.frankenterm.wasi;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frankenterm.posix.Interest;
import org.frankenterm.posix.Poll;
import org.frankenterm.posix.Readiness;
import org.frankenterm.wasmtime.GuestInterrupted;
import org.frankenterm.wasmtime.Interrupt;

/// Waiting for standard streams, no longer than the call may take.
final class Waiting {
    /// How long a wait goes on before it looks whether the call was cancelled.
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long FAR_NANOS = TimeUnit.DAYS.toNanos(365);

    private Waiting() {}

    /// Waits until a stream can be read or written without waiting. A stream that the guest set to
    /// not waiting is refused with `again` instead.
    ///
    /// @throws GuestInterrupted if the deadline or a cancel comes first
    static void until(Stream.Inherited stream, boolean write, Interrupt interrupt) {
        List<Interest> interest = List.of(new Interest(stream.fd(), !write, write));
        boolean waits = (stream.flags() & FdFlags.NONBLOCK) == 0;
        while (!some(once(interest, waits ? Long.MAX_VALUE : 0, interrupt))) {
            if (!waits) {
                throw new Refusal(Errno.AGAIN);
            }
        }
    }

    /// Whether the call has a deadline that a person could live to see.
    static boolean hurried(Interrupt interrupt) {
        return interrupt.remainingNanos(System.nanoTime()) < FAR_NANOS;
    }

    /// Whether anything can be told of any.
    static boolean some(List<Readiness> found) {
        return found.stream().anyMatch(Waiting::something);
    }

    /// Whether there is anything to tell of one: an end and an error are something.
    static boolean something(Readiness of) {
        return of.readable() || of.writable() || of.hangup() || of.error();
    }

    /// Waits once, a short time at most.
    ///
    /// @return what each is ready for now
    /// @throws GuestInterrupted if the deadline has come, or a cancel
    static List<Readiness> once(List<Interest> interests, long nanos, Interrupt interrupt) {
        long now = System.nanoTime();
        interrupt.check(now);
        long most = Math.min(LOOK_NANOS, interrupt.remainingNanos(now));
        return Refusal.check(Poll.await(interests, Math.min(nanos, most)));
    }
}
