package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.wasmtime.GuestThread;
import org.jspecify.annotations.Nullable;

/// One extension at run time: one thread, one mailbox, one live guest. The guest is made at the
/// first event, kept while its calls end well, and made anew for the next event after one that
/// didn't.
///
/// Any thread may [#deliver], [#cancel] and [#close]; the guest's thread alone touches the guest.
public final class Sandbox implements AutoCloseable {
    /// Events waiting for one extension.
    private static final int MAILBOX = 256;

    /// What a guest gets past its deadline before its thread is given up: an epoch tick and some
    /// scheduling.
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Duration NO_TIME = Duration.ZERO;

    private final SandboxConfig config;
    private final Logger logger;
    private final Monitor monitor;
    private final GuestLog guestLog;
    private final CallClock clock = new CallClock();
    private final BlockingQueue<Delivery> mailbox = new ArrayBlockingQueue<>(MAILBOX);
    private final GuestThread thread;
    private volatile boolean closing;
    private volatile boolean abandoned;

    /// Written by the guest's thread; others may only cancel it.
    private volatile @Nullable Guest guest;

    private Sandbox(SandboxConfig config) {
        this.config = config;
        this.logger = config.log().hostCalls(config.id().name());
        this.guestLog = new GuestLog(config.log().guest(config.id().name()));
        this.monitor =
                new Monitor(
                        config.id().name(),
                        config.policy(),
                        config.table(),
                        new Monitor.Recorders(
                                config.trail(), new CallTracer(logger, config.listener())));
        this.thread = new GuestThread("frankenterm-guest-" + config.id().folded(), this::run);
    }

    /// Opens a sandbox and starts its thread; no guest code runs yet.
    public static Sandbox open(SandboxConfig config) {
        Sandbox sandbox = new Sandbox(config);
        sandbox.thread.start();
        return sandbox;
    }

    /// Puts an event into the mailbox.
    ///
    /// @param handlers exported functions, called in this order
    /// @return what to wait for; it has failed already if the mailbox is full or the sandbox closed
    public Delivery deliver(Event event, List<String> handlers) {
        Delivery delivery = new Delivery(this, event, handlers);
        if (abandoned || closing) {
            delivery.complete(skipped(delivery, "the extension is not running any more"));
        } else if (!mailbox.offer(delivery)) {
            delivery.complete(
                    skipped(
                            delivery,
                            MAILBOX + " events are waiting already; this one is dropped"));
        }
        return delivery;
    }

    private void run() {
        try {
            while (!closing) {
                Delivery next = mailbox.take();
                if (!closing) {
                    next.complete(handle(next));
                }
            }
        } catch (InterruptedException closed) {
            // close() interrupts the wait for the next event
        } finally {
            discard();
            drain("the extension was closed");
        }
    }

    private void drain(String why) {
        for (Delivery left = mailbox.poll(); left != null; left = mailbox.poll()) {
            left.complete(skipped(left, why));
        }
    }

    private List<HandlerReport> handle(Delivery delivery) {
        List<HandlerReport> reports = new ArrayList<>(delivery.handlers().size());
        for (String handler : delivery.handlers()) {
            reports.add(handle(handler, delivery.event()));
        }
        return reports;
    }

    private HandlerReport handle(String handler, Event event) {
        Guest live = guest;
        if (live == null) {
            live = new Guest(config, monitor, guestLog, clock);
            guest = live;
            CallOutcome started = live.start();
            if (!started.completed()) {
                return ended(handler, live, started, "starting the extension");
            }
        }
        return ended(handler, live, live.handle(handler, event), handler);
    }

    private HandlerReport ended(String handler, Guest live, CallOutcome outcome, String what) {
        HandlerReport report =
                new HandlerReport(
                        config.id().name(),
                        handler,
                        outcome,
                        Duration.ofNanos(clock.tookNanos()),
                        live.fuelUsed(),
                        monitor.hostCalls(),
                        monitor.denied());
        if (!outcome.completed()) {
            logger.log(LogLevel.ERROR, what + ": " + outcome.message());
        }
        if (!survives(outcome)) {
            discard();
        }
        return report;
    }

    /// Whether the instance is still good: its own report of a failure says nothing against it.
    private static boolean survives(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Completed _, CallOutcome.Failed _ -> true;
            case CallOutcome.Trapped _,
                    CallOutcome.OutOfFuel _,
                    CallOutcome.TimedOut _,
                    CallOutcome.Exited _,
                    CallOutcome.Late _,
                    CallOutcome.Skipped _ ->
                    false;
        };
    }

    private void discard() {
        Guest old = guest;
        guest = null;
        if (old != null) {
            old.close();
        }
    }

    /// Reports a guest that doesn't come back from its call, and gives its thread and store up for
    /// good.
    ///
    /// @return true if it was past its deadline and grace
    boolean abandonIfStuck(Delivery delivery) {
        if (!clock.overdue(System.nanoTime(), GRACE_NANOS)) {
            return false;
        }
        cancel();
        String where = monitor.whereabouts();
        abandoned = true;
        delivery.complete(stuck(delivery, where));
        drain("the extension is stuck in " + where);
        logger.log(LogLevel.ERROR, "stuck in " + where + " past its deadline; it is given up");
        return true;
    }

    private List<HandlerReport> stuck(Delivery delivery, String where) {
        Duration limit = config.limits().maxWallTime();
        return reports(
                delivery,
                new CallOutcome.TimedOut(where, limit, "stuck in " + where + "; it is given up"));
    }

    private List<HandlerReport> skipped(Delivery delivery, String why) {
        return reports(delivery, new CallOutcome.Skipped(why));
    }

    private List<HandlerReport> reports(Delivery delivery, CallOutcome outcome) {
        String name = config.id().name();
        return delivery.handlers().stream()
                .map(handler -> new HandlerReport(name, handler, outcome, NO_TIME, 0, 0, 0))
                .toList();
    }

    /// Ends the call in progress, if there is one, within an epoch tick; the guest is then made
    /// anew.
    public void cancel() {
        Guest running = guest;
        if (running != null) {
            running.cancel();
        }
    }

    /// Ends the call in progress, deletes the guest and ends the thread. Waits for that, unless the
    /// guest is stuck: then thread and store are given up. Idempotent.
    @Override
    public void close() {
        closing = true;
        cancel();
        thread.interrupt();
        boolean interrupted = false;
        long end = System.nanoTime() + 20 * GRACE_NANOS;
        while (thread.isAlive() && !abandoned && System.nanoTime() < end) {
            try {
                thread.join(Duration.ofNanos(GRACE_NANOS));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
