package org.frankenterm.wasi;

import org.frankenterm.wasmtime.Memory;
import org.jspecify.annotations.Nullable;

/// One thing that `poll_oneoff` waits for; `subscription` in `typenames.witx`.
sealed interface Subscription {
    /// Bytes of a `subscription`.
    int SIZE = 48;

    /// The guest's own value, returned in the event.
    long userdata();

    /// What to tell the guest now, or null while there is nothing to tell.
    @Nullable Event poll(WasiContext context);

    /// How long until this is ready by itself, in nanoseconds, if nothing else happens.
    long nanosLeft(GuestClocks clocks);

    /// Reads a subscription; refuses with `inval` a type or clock flag that does not exist.
    static Subscription read(Memory memory, long pointer, GuestClocks clocks) {
        long userdata = memory.getLong(pointer);
        int type = Byte.toUnsignedInt(memory.getByte(pointer + 8));
        return switch (EventType.of(type)) {
            case CLOCK -> readTimer(memory, pointer + 16, userdata, clocks);
            case FD_READ -> new Reading(userdata, number(memory, pointer + 16));
            case FD_WRITE -> new Writing(userdata, number(memory, pointer + 16));
        };
    }

    private static long number(Memory memory, long pointer) {
        return Integer.toUnsignedLong(memory.getInt(pointer));
    }

    private static Timer readTimer(Memory memory, long pointer, long userdata, GuestClocks clocks) {
        int clock = memory.getInt(pointer);
        long timeout = memory.getLong(pointer + 8);
        int flags = Short.toUnsignedInt(memory.getShort(pointer + 24));
        if (flags > 1) {
            throw new Refusal(Errno.INVAL);
        }
        boolean known = GuestClocks.exists(clock);
        return new Timer(userdata, clock, known ? clocks.due(clock, timeout, flags == 1) : 0);
    }

    /// A moment on a clock; on a clock that does not exist an error that is ready at once.
    record Timer(long userdata, int clock, long due) implements Subscription {
        @Override
        public @Nullable Event poll(WasiContext context) {
            if (!GuestClocks.exists(clock)) {
                return new Event(userdata, Errno.INVAL, EventType.CLOCK, false);
            }
            return nanosLeft(context.clocks()) > 0
                    ? null
                    : new Event(userdata, Errno.SUCCESS, EventType.CLOCK, false);
        }

        @Override
        public long nanosLeft(GuestClocks clocks) {
            return clocks.nanosUntil(clock, due);
        }
    }

    /// A descriptor to read from. Input is at its end, which is ready.
    record Reading(long userdata, long descriptor) implements Subscription {
        @Override
        public Event poll(WasiContext context) {
            Errno errno = check(context);
            return new Event(userdata, errno, EventType.FD_READ, errno == Errno.SUCCESS);
        }

        private Errno check(WasiContext context) {
            return switch (context.descriptors().find(descriptor)) {
                case null -> Errno.BADF;
                case Descriptor.Input input -> pollable(input, Rights.FD_READ);
                case Descriptor.Output _ -> Errno.BADF;
            };
        }

        @Override
        public long nanosLeft(GuestClocks clocks) {
            return 0;
        }
    }

    /// A descriptor to write to. Output always has room.
    record Writing(long userdata, long descriptor) implements Subscription {
        @Override
        public Event poll(WasiContext context) {
            return new Event(userdata, check(context), EventType.FD_WRITE, false);
        }

        private Errno check(WasiContext context) {
            return switch (context.descriptors().find(descriptor)) {
                case null -> Errno.BADF;
                case Descriptor.Input _ -> Errno.BADF;
                case Descriptor.Output output -> pollable(output, Rights.FD_WRITE);
            };
        }

        @Override
        public long nanosLeft(GuestClocks clocks) {
            return 0;
        }
    }

    private static Errno pollable(Descriptor descriptor, long right) {
        return descriptor.has(Rights.POLL_FD_READWRITE | right) ? Errno.SUCCESS : Errno.NOTCAPABLE;
    }
}
