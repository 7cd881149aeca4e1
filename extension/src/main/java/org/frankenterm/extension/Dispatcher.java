package org.frankenterm.extension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.frankenterm.extension.NativeHandler.Registration;
import org.frankenterm.extension.api.DispatchPolicy.LateActions;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.event.EventBus;
import org.frankenterm.extension.event.EventBus.Subscription;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.event.Subscriber;
import org.frankenterm.extension.event.Tier;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.wasmtime.GuestThread;

/// Gives events to those who hear them, and their reports to the sink, in order. Any thread.
final class Dispatcher implements AutoCloseable {
    /// What fits a `long` of nanoseconds.
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final EventBus<Recipient> bus = new EventBus<>();
    private final ReportSink sink;
    private final LateActions lateActions;
    private final Logger logger;
    private final Looks looks;
    private final FiringWatch watch = new FiringWatch();
    private final List<Subscriber> natives = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /// @param sink takes the reports; what it throws is logged
    /// @param looks at who is there to hear
    Dispatcher(ReportSink sink, LateActions lateActions, Logger logger, Looks looks) {
        this.looks = looks;
        this.sink = guarded(sink, logger);
        this.lateActions = lateActions;
        this.logger = logger;
    }

    private static ReportSink guarded(ReportSink sink, Logger logger) {
        return (cause, by, report) -> {
            try {
                sink.ended(cause, by, report);
            } catch (RuntimeException | Error thrown) {
                logger.log(
                        LogLevel.ERROR,
                        "what %s did about %s could not be applied: %s"
                                .formatted(report.extension(), cause.name(), thrown));
            }
        };
    }

    /// A budget in the form that this takes.
    ///
    /// @throws IllegalArgumentException if it is negative
    static long nanos(Duration budget) {
        if (budget.isNegative()) {
            throw new IllegalArgumentException("a budget is 0 or more");
        }
        return budget.compareTo(FOREVER) >= 0 ? Long.MAX_VALUE : budget.toNanos();
    }

    /// Takes reports as those of fired events are taken; for what nobody fired.
    ReportSink sink() {
        return sink;
    }

    /// A place on the bus for an extension.
    Subscriber join(GuestRecipient recipient) {
        return bus.join(recipient, Tier.WASM);
    }

    /// Registers a native handler.
    ///
    /// @throws IllegalArgumentException if the pattern is none
    Registration register(String pattern, int priority, NativeHandler handler) {
        if (!EventPattern.valid(pattern)) {
            throw new IllegalArgumentException(
                    "a pattern is the name of an event, prefix.* or *; this is none");
        }
        Subscriber subscriber = bus.join(new NativeRecipient(handler, logger), Tier.NATIVE);
        subscriber.register(new EventPattern(pattern), priority, pattern, true);
        natives.add(subscriber);
        if (closed) {
            subscriber.close();
        }
        return () -> {
            natives.remove(subscriber);
            subscriber.close();
        };
    }

    /// Fires an event and waits for all who hear it.
    ///
    /// @param nanos how long at most; then the others are late
    /// @throws ExtensionException if the payload is not a JSON object
    /// @throws IllegalStateException in a handler: it would wait for itself
    DispatchReport fire(Event event, long nanos) throws InterruptedException {
        requireNoHandler();
        FiredEvent fired = FiredEvent.of(event);
        List<HandlerReport> refused = looks.before(event);
        DispatchReport report = await(start(fired), nanos);
        if (refused.isEmpty()) {
            return report;
        }
        List<HandlerReport> all = new ArrayList<>(report.handlers());
        all.addAll(refused);
        return new DispatchReport(event, all);
    }

    /// Calls one handler with an event that is its own.
    ///
    /// @param nanos how long to wait at most
    /// @throws IllegalStateException in a handler: it would wait for itself
    DispatchReport call(FiredEvent event, Recipient recipient, Hook hook, long nanos)
            throws InterruptedException {
        requireNoHandler();
        return await(start(event, List.of(new Subscription<>(recipient, hook))), nanos);
    }

    private static void requireNoHandler() {
        if (Thread.currentThread() instanceof GuestThread) {
            throw new IllegalStateException("a guest's thread can't wait for guests");
        }
        if (NativeRecipient.handling()) {
            throw new IllegalStateException("a handler can't wait for handlers");
        }
    }

    private DispatchReport await(Firing firing, long nanos) throws InterruptedException {
        try {
            return firing.await(nanos);
        } finally {
            watch.add(firing);
        }
    }

    /// Fires an event that extensions caused, for those who are not among them. Waits for nobody;
    /// who waits for the event that it comes of waits for this one too.
    ///
    /// @param event of the last of them
    /// @param causes as [Event#causesWith] gives them
    /// @return false if it was dropped, because there are too many causes; native handlers are none
    ///   by name, and count all the same
    /// @throws ExtensionException if the payload is not a JSON object
    boolean fireCaused(Event event, List<ExtensionId> causes) {
        if (causes.size() > Event.MAX_CAUSES || Firing.nextDepth() > Event.MAX_CAUSES) {
            return false;
        }
        FiredEvent fired = FiredEvent.of(new Event(event.name(), event.payload(), causes));
        for (HandlerReport refused : looks.before(fired.event())) {
            logger.log(LogLevel.ERROR, refused.extension() + ": " + refused.outcome().message());
        }
        Firing firing = start(fired);
        Firing.comesOfCurrent(firing);
        watch.add(firing);
        return true;
    }

    private Firing start(FiredEvent event) {
        List<Subscription<Recipient>> order = bus.matching(event.event().name());
        if (!event.event().causedBy().isEmpty()) {
            order =
                    order.stream()
                            .filter(heard -> heard.listener().mayHear(event.event()))
                            .toList();
        }
        return start(event, order);
    }

    private Firing start(FiredEvent event, List<Subscription<Recipient>> order) {
        Firing firing = new Firing(event, order, sink, lateActions, looks::meanwhile);
        firing.start();
        return firing;
    }

    /// Ends the native handlers' registrations. Idempotent.
    @Override
    public void close() {
        closed = true;
        natives.forEach(Subscriber::close);
        watch.close();
    }
}
