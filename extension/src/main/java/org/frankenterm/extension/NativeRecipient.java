package org.frankenterm.extension;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.sandbox.Drops;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// A native handler on the bus, with a mailbox of its own and, while there is something in it, a
/// thread.
final class NativeRecipient implements Recipient {
    /// Its name in reports, which no extension can have.
    static final String NAME = "host";

    /// Events that may wait, as for an extension.
    static final int CAPACITY = 256;

    private static final int MESSAGE_CODE_POINTS = 512;
    private static final ScopedValue<Boolean> HANDLING = ScopedValue.newInstance();

    private final NativeHandler handler;
    private final Logger logger;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final LongAdder drops = new LongAdder();
    private boolean working;

    private record Waiting(Event event, String shown, DeliveryListener listener) {}

    NativeRecipient(NativeHandler handler, Logger logger) {
        this.handler = handler;
        this.logger = logger;
    }

    /// Whether the current thread is in a native handler.
    static boolean handling() {
        return HANDLING.isBound();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean mayHear(Event event) {
        return true;
    }

    @Override
    public void dropped(Drops.Why why) {
        drops.increment();
    }

    /// How many events were dropped.
    long dropCount() {
        return drops.sum();
    }

    @Override
    public Runnable deliver(FiredEvent event, List<Hook> hooks, DeliveryListener listener) {
        Waiting next = new Waiting(event.event(), hooks.getFirst().handler(), listener);
        boolean start;
        boolean full;
        synchronized (this) {
            full = waiting.size() >= CAPACITY;
            start = !working && !full;
            working |= start;
            if (!full) {
                waiting.add(next);
            }
        }
        if (full) {
            dropped(Drops.Why.FULL);
            String why = CAPACITY + " events are waiting already; this one is dropped";
            listener.ended(0, report(next, new CallOutcome.Skipped(why), Duration.ZERO, List.of()));
        }
        if (start) {
            Thread.ofVirtual().name("frankenterm-native-handler").start(this::work);
        }
        return () -> {};
    }

    private void work() {
        for (Waiting next = take(); next != null; next = take()) {
            Waiting taken = next;
            ScopedValue.where(HANDLING, true).run(() -> handle(taken));
        }
    }

    private synchronized @Nullable Waiting take() {
        Waiting next = waiting.poll();
        working = next != null;
        return next;
    }

    private void handle(Waiting taken) {
        long began = System.nanoTime();
        List<Action> actions = List.of();
        CallOutcome outcome;
        try {
            actions = List.copyOf(handler.handle(taken.event()));
            outcome = new CallOutcome.Completed();
        } catch (Throwable thrown) {
            outcome = failed(taken, thrown);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        taken.listener().ended(0, report(taken, outcome, took, actions));
    }

    private CallOutcome failed(Waiting taken, Throwable thrown) {
        String message =
                "the host's own handler of %s failed: %s"
                        .formatted(
                                Sanitizer.line(taken.event().name()),
                                Sanitizer.line(thrown.toString(), MESSAGE_CODE_POINTS));
        logger.log(LogLevel.ERROR, message);
        return new CallOutcome.Trapped("NATIVE_HANDLER", message, List.of());
    }

    private static HandlerReport report(
            Waiting taken, CallOutcome outcome, Duration took, List<Action> actions) {
        return new HandlerReport(NAME, taken.shown(), outcome, took, 0, 0, 0, actions, 0);
    }
}
