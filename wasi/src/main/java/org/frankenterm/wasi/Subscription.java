package org.frankenterm.wasi;

import org.frankenterm.posix.Interest;
import org.frankenterm.posix.Readiness;
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

    /// What the system has to be asked for; null if it needn't be.
    default @Nullable Interest interest(WasiContext context) {
        return null;
    }

    /// What to tell the guest of what the system answered, or null if it is nothing.
    default @Nullable Event told(Readiness of) {
        return null;
    }

    /// Reads a subscription; refuses with `inval` a type or clock flag that does not exist.
    static Subscription read(Memory memory, long pointer, GuestClocks clocks) {
        long userdata = memory.getLong(pointer);
        int type = Byte.toUnsignedInt(memory.getByte(pointer + 8));
        return switch (EventType.of(type)) {
            case CLOCK -> readTimer(memory, pointer + 16, userdata, clocks);
            case FD_READ -> new Transfer(userdata, number(memory, pointer + 16), EventType.FD_READ);
            case FD_WRITE ->
                    new Transfer(userdata, number(memory, pointer + 16), EventType.FD_WRITE);
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
                return new Event(userdata, Errno.INVAL, EventType.CLOCK, 0, false);
            }
            return nanosLeft(context.clocks()) > 0
                    ? null
                    : new Event(userdata, Errno.SUCCESS, EventType.CLOCK, 0, false);
        }

        @Override
        public long nanosLeft(GuestClocks clocks) {
            return clocks.nanosUntil(clock, due);
        }
    }

    /// A descriptor to read from or to write to.
    record Transfer(long userdata, long descriptor, EventType type) implements Subscription {
        private boolean writes() {
            return type == EventType.FD_WRITE;
        }

        @Override
        public @Nullable Event poll(WasiContext context) {
            return switch (context.descriptors().find(descriptor)) {
                case null -> event(Errno.BADF);
                case Stream.Input input -> writes() ? event(Errno.BADF) : ended(input);
                case Stream.Output output -> writes() ? ready(output, 0) : event(Errno.BADF);
                case Stream.Inherited stream ->
                        stream.regular() ? ready(stream, 0) : refused(stream);
                case OpenFile file -> ready(file, writes() ? 0 : file.unread());
                case Directory _ -> event(Errno.BADF);
            };
        }

        /// Why a stream can't be waited for; null if it can.
        private @Nullable Event refused(Stream.Inherited stream) {
            return stream.has(right()) ? null : event(Errno.NOTCAPABLE);
        }

        private long right() {
            return Rights.POLL_FD_READWRITE | (writes() ? Rights.FD_WRITE : Rights.FD_READ);
        }

        private Event ended(Descriptor of) {
            return of.has(right()) ? event(Errno.SUCCESS, 0, true) : event(Errno.NOTCAPABLE);
        }

        private Event ready(Descriptor of, long bytes) {
            return of.has(right()) ? event(Errno.SUCCESS, bytes, false) : event(Errno.NOTCAPABLE);
        }

        private Event event(Errno errno) {
            return event(errno, 0, false);
        }

        private Event event(Errno errno, long bytes, boolean hangup) {
            return new Event(userdata, errno, type, bytes, hangup);
        }

        @Override
        public long nanosLeft(GuestClocks clocks) {
            return Long.MAX_VALUE;
        }

        @Override
        public @Nullable Interest interest(WasiContext context) {
            return context.descriptors().find(descriptor) instanceof Stream.Inherited stream
                    ? new Interest(stream.fd(), !writes(), writes())
                    : null;
        }

        @Override
        public @Nullable Event told(Readiness of) {
            if (!Waiting.something(of)) {
                return null;
            }
            boolean failed = of.error() && !of.hangup();
            return event(failed ? Errno.IO : Errno.SUCCESS, writes() ? 0 : of.bytes(), of.hangup());
        }
    }
}
