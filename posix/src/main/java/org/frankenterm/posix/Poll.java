package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Waiting for descriptors: `ppoll`, `asm-generic/poll.h`.
public final class Poll {
    /// The most descriptors one call waits for.
    public static final int MAX_INTERESTS = 2048; // struct pollfd is half a struct iovec

    private static final int ENTRY_BYTES = 8; // struct pollfd: int fd, short events, short revents
    private static final int EVENTS_AT = 4;
    private static final int REVENTS_AT = 6;
    private static final int READABLE = 0x01;
    private static final int WRITABLE = 0x04;
    private static final int ERROR = 0x08;
    private static final int HANGUP = 0x10;
    private static final int INVALID = 0x20;
    private static final long FIONREAD = 0x541b; // asm-generic/ioctls.h

    private Poll() {}

    /// Waits until one of them is ready, or the time is over. Regular files are always ready.
    /// Signals don't shorten it.
    ///
    /// @param interests what to wait for; may be empty, then it only waits
    /// @param nanos how long at most; 0 or less looks and doesn't wait
    /// @return what each is ready for, in their order, all nothing when the time is over
    /// @throws IllegalArgumentException if there are more than [#MAX_INTERESTS]
    /// @throws IllegalStateException if a descriptor is closed, or belongs to another thread
    public static Result<List<Readiness>> await(List<Interest> interests, long nanos) {
        if (interests.size() > MAX_INTERESTS) {
            throw new IllegalArgumentException(
                    interests.size() + " descriptors to wait for; at most " + MAX_INTERESTS);
        }
        MemorySegment table = Scratch.own().vectors();
        for (int i = 0; i < interests.size(); i++) {
            write(interests.get(i), table, (long) i * ENTRY_BYTES);
        }
        long ready = poll(table, interests.size(), Math.max(0, nanos));
        return ready < 0 ? Result.Failed.of(ready) : new Result.Ok<>(read(interests, table));
    }

    private static void write(Interest interest, MemorySegment table, long at) {
        int events = (interest.read() ? READABLE : 0) | (interest.write() ? WRITABLE : 0);
        table.set(JAVA_INT, at, interest.fd().number());
        table.set(JAVA_SHORT, at + EVENTS_AT, (short) events);
        table.set(JAVA_SHORT, at + REVENTS_AT, (short) 0);
    }

    /// Interrupted by a signal it waits on for what is left.
    private static long poll(MemorySegment table, int count, long nanos) {
        MemorySegment timeout = Scratch.own().struct();
        long start = System.nanoTime();
        long left = nanos;
        long result;
        do {
            Timespec.write(timeout, 0, left);
            result =
                    Syscall.once(SystemCall.PPOLL, table.address(), count, timeout.address(), 0, 0);
            left = Math.max(0, nanos - (System.nanoTime() - start));
        } while (result == ErrorNumber.INTR.negated());
        return result;
    }

    private static List<Readiness> read(List<Interest> interests, MemorySegment table) {
        List<Readiness> found = new ArrayList<>(interests.size());
        for (int i = 0; i < interests.size(); i++) {
            int events = table.get(JAVA_SHORT, (long) i * ENTRY_BYTES + REVENTS_AT);
            boolean readable = (events & READABLE) != 0;
            found.add(
                    new Readiness(
                            readable,
                            (events & WRITABLE) != 0,
                            (events & HANGUP) != 0,
                            (events & (ERROR | INVALID)) != 0,
                            readable ? bytes(interests.get(i).fd()) : 0));
        }
        return List.copyOf(found);
    }

    private static long bytes(Fd fd) {
        MemorySegment count = Scratch.own().struct();
        long result = Syscall.call(SystemCall.IOCTL, fd.number(), FIONREAD, count.address());
        return result < 0 ? 0 : Math.max(0, count.get(JAVA_INT, 0));
    }
}
