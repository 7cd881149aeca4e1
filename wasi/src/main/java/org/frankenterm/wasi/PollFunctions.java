package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.POINTER;
import static org.frankenterm.wasi.Parameter.U32;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.frankenterm.posix.Interest;
import org.frankenterm.posix.Poll;
import org.frankenterm.posix.Readiness;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.Memory;

/// `poll_oneoff`: waits for clocks and descriptors; how a guest sleeps.
final class PollFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of(
                            "poll_oneoff", PollFunctions::poll, POINTER, POINTER, U32, OUT_U32));

    private PollFunctions() {}

    private static Errno poll(Caller caller, WasiContext context) {
        long count = caller.u32(2);
        if (count == 0 || count > maxSubscriptions(context)) {
            return Errno.INVAL;
        }
        Memory memory = caller.memory();
        long in = caller.u32(0);
        long out = caller.u32(1);
        if (!memory.contains(in, count * Subscription.SIZE)
                || !memory.contains(out, count * Event.SIZE)) {
            return Errno.FAULT;
        }
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long pointer = in + (long) i * Subscription.SIZE;
            subscriptions.add(Subscription.read(memory, pointer, context.clocks()));
        }
        List<Event> events = await(caller, context, subscriptions);
        for (int i = 0; i < events.size(); i++) {
            events.get(i).write(memory, out + (long) i * Event.SIZE);
        }
        memory.putInt(caller.u32(3), events.size());
        return Errno.SUCCESS;
    }

    /// The most subscriptions in a call: reading and writing of every descriptor, and as many
    /// timers; and no more than the system is asked for at once.
    static int maxSubscriptions(WasiContext context) {
        return Math.min(3 * context.descriptors().capacity(), Poll.MAX_INTERESTS);
    }

    /// Waits until something is ready, or the deadline or a cancel ends the call. Looks at the
    /// clocks again afterwards: real time may have been set back meanwhile.
    private static List<Event> await(
            Caller caller, WasiContext context, List<Subscription> subscriptions) {
        List<Subscription> asked =
                subscriptions.stream()
                        .filter(s -> s.interest(context) != null && s.poll(context) == null)
                        .toList();
        while (true) {
            List<Event> events = ready(context, subscriptions);
            long nanos = events.isEmpty() ? nanosLeft(context.clocks(), subscriptions) : 0;
            if (asked.isEmpty() && events.isEmpty()) {
                caller.interrupt().sleep(nanos);
            } else if (!asked.isEmpty()) {
                events.addAll(asked(caller, context, asked, nanos));
            }
            if (!events.isEmpty()) {
                return events;
            }
        }
    }

    /// What the system tells of streams that have nothing else to be told of.
    private static List<Event> asked(
            Caller caller, WasiContext context, List<Subscription> asked, long nanos) {
        List<Interest> interests = new ArrayList<>();
        asked.forEach(subscription ->
                interests.add(Objects.requireNonNull(subscription.interest(context))));
        List<Readiness> found = Waiting.once(interests, nanos, caller.interrupt());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Event event = asked.get(i).told(found.get(i));
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private static List<Event> ready(WasiContext context, List<Subscription> subscriptions) {
        List<Event> events = new ArrayList<>();
        for (Subscription subscription : subscriptions) {
            Event event = subscription.poll(context);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private static long nanosLeft(GuestClocks clocks, List<Subscription> subscriptions) {
        long least = Long.MAX_VALUE;
        for (Subscription subscription : subscriptions) {
            least = Math.min(least, subscription.nanosLeft(clocks));
        }
        return least;
    }
}
