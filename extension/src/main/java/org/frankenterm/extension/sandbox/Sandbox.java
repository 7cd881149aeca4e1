package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Listener;
import org.frankenterm.extension.http.UserAgent;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.storage.Storage;
import org.frankenterm.wasmtime.GuestThread;
import org.jspecify.annotations.Nullable;

/// One extension at run time: one thread, one mailbox, one live guest. The guest is made at the
/// first event, kept while its calls end well, and made anew for the next event after one that
/// didn't.
///
/// A call that doesn't come back although its time is over is reported without it. Until it does
/// come back its thread and store are left alone, and events are refused; if it does, the guest is
/// made anew. After [#MAX_LEFT_BEHIND] such calls the extension has failed: all events are refused.
///
/// Any thread may [#deliver], [#regrant], [#cancel] and [#close]; the guest's thread alone touches
/// the guest.
public final class Sandbox implements AutoCloseable {
    /// Events waiting for one extension.
    static final int MAILBOX = 256;

    /// What a guest gets past its deadline before somebody reports for it: an epoch tick and some
    /// scheduling.
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /// From then on events are refused at once. Before, they wait a moment: a busy machine is no
    /// stuck guest.
    private static final long STUCK_NANOS = 20 * GRACE_NANOS;

    /// Calls that may be given up on before their extension is: each held a thread, a store and
    /// descriptors until it came back, if it did.
    private static final int MAX_LEFT_BEHIND = 8;

    private static final String FAILED =
            "the extension failed: %d of its calls had to be left behind in host functions that didn't come back in time; load it again to try it once more"
                    .formatted(MAX_LEFT_BEHIND);

    private static final CallOutcome COMPLETED = new CallOutcome.Completed();
    private static final String CLOSED = "the extension was closed";

    /// What a waiting thread is woken with; it has no handlers.
    private static final FiredEvent WAKE = FiredEvent.of(Event.of("wake"));

    private final SandboxConfig config;
    private final Logger logger;
    private final Monitor monitor;
    private final Storage storage;
    private final Actions actions = new Actions(new ActionRates(System.nanoTime()));
    private final CallClock clock;
    private final BlockingQueue<Delivery> mailbox = new ArrayBlockingQueue<>(MAILBOX);
    private final GuestThread thread;
    private final Guest.Parts parts;
    private final EventGate gate;
    private final AtomicInteger leftBehind = new AtomicInteger();
    private volatile boolean closing;

    /// What the next guest may do. A guest that was made for less or more serves no event.
    private volatile GuestAccess access;

    /// What the guest's thread is at; null while it waits.
    private volatile @Nullable Delivery current;

    /// Written by the guest's thread; others may only cancel it.
    private volatile @Nullable Guest guest;

    private Sandbox(SandboxConfig config) {
        this.config = config;
        this.logger = config.log().hostCalls(config.id().name());
        GuestLog guestLog =
                new GuestLog(config.log().guest(config.id().name()), config.code().recorder());
        this.storage =
                new Storage(
                        config.storage(),
                        config.id(),
                        config.limits().maxStorageBytes(),
                        logger,
                        config.clock());
        this.clock = new CallClock(config.limits().maxWallTime());
        this.monitor =
                new Monitor(
                        config.id().name(),
                        config.table(),
                        new Monitor.Recorders(
                                config.trail(), new CallTracer(logger, config.listener())));
        UserAgent http = new UserAgent(config.id().folded(), config.names());
        this.parts = new Guest.Parts(config, monitor, guestLog, storage, actions, http, clock);
        this.gate = new EventGate(monitor);
        this.access = config.access();
        this.thread = new GuestThread("frankenterm-guest-" + config.id().folded(), this::run);
        thread.setUncaughtExceptionHandler((_, thrown) -> failed(thrown));
    }

    /// Opens a sandbox and starts its thread; no guest code runs yet.
    public static Sandbox open(SandboxConfig config) {
        Sandbox sandbox = new Sandbox(config);
        sandbox.thread.start();
        return sandbox;
    }

    /// Puts an event into the mailbox.
    ///
    /// @param listeners whose handlers are called in this order
    /// @return what to wait for; done already if the mailbox is full, the guest stuck or the
    ///   sandbox closed
    public Delivery deliver(FiredEvent event, List<Listener> listeners) {
        Delivery delivery = new Delivery(this, event, listeners);
        if (listeners.isEmpty() || closing) {
            delivery.skip(CLOSED);
        } else if (leftBehind.get() >= MAX_LEFT_BEHIND) {
            delivery.skip(FAILED);
        } else if (clock.overdue(System.nanoTime(), STUCK_NANOS)) {
            delivery.skip(stuck());
        } else if (!mailbox.offer(delivery)) {
            delivery.skip(MAILBOX + " events are waiting already; this one is dropped");
        } else if (closing && mailbox.remove(delivery)) {
            delivery.skip(CLOSED);
        }
        return delivery;
    }

    private Duration limit() {
        return config.limits().maxWallTime();
    }

    private String stuck() {
        return "the extension is stuck in " + monitor.whereabouts() + ", past its deadline";
    }

    private void run() {
        try {
            while (!closing) {
                serveNext();
            }
        } finally {
            closing = true;
            config.code().endRecording();
            try {
                discard();
                storage.close();
            } finally {
                drain();
            }
        }
    }

    private void serveNext() {
        try {
            Delivery next = mailbox.take();
            current = next;
            serve(next);
        } catch (InterruptedException foreign) {
            // Nothing of ours interrupts this thread; a listener or a sink may have.
        } finally {
            clock.idle();
            current = null;
        }
    }

    /// Whatever goes wrong in here is reported, and costs no more than the guest.
    private void serve(Delivery delivery) {
        try {
            for (Listener listener : delivery.listeners()) {
                if (!serve(delivery, listener)) {
                    return;
                }
            }
        } catch (Throwable thrown) {
            delivery.finish(failed(thrown), new CallOutcome.Skipped("an earlier handler failed"));
            discard();
        }
    }

    /// @return whether the next handler is to be called
    private boolean serve(Delivery delivery, Listener listener) {
        GuestAccess granted = access;
        return switch (gate.pass(delivery.event(), listener, granted.policy())) {
            case EventGate.Passage.Open(Event seen) -> serve(delivery, listener, seen, granted);
            case EventGate.Passage.Closed(CallOutcome.Skipped why) -> {
                delivery.ended(unmeasured(listener.handler(), why));
                yield !delivery.done();
            }
        };
    }

    /// @param seen what the guest may see of the event under these grants, and no others
    private boolean serve(Delivery delivery, Listener listener, Event seen, GuestAccess granted) {
        String handler = listener.handler();
        Guest kept = guest;
        Guest live = kept != null && !kept.cancelled() && kept.has(granted) ? kept : renewed();
        if (!live.has(granted)) { // granted anew meanwhile
            discard();
            return serve(delivery, listener);
        }
        CallOutcome started = live == kept ? COMPLETED : start(live);
        HandlerReport report =
                ended(handler, live, started.completed() ? live.handle(handler, seen) : started);
        if (delivery.done()) { // somebody has reported for this call: it took too long
            discard();
            return false;
        }
        delivery.ended(report);
        if (closing) {
            delivery.skip(CLOSED);
        } else if (!started.completed()) {
            delivery.skip("the extension could not be started");
        }
        return !delivery.done();
    }

    /// Either [#regrant] sees the guest and cancels it, or this sees the new grants.
    private Guest renewed() {
        Guest fresh;
        do {
            discard();
            fresh = Guest.open(parts, access);
            guest = fresh;
            config.trail().lifecycle("instance made", "");
        } while (!fresh.has(access));
        return fresh;
    }

    /// Either [#close] sees the guest and cancels it, or this sees that it is closing.
    private CallOutcome start(Guest fresh) {
        return closing ? new CallOutcome.Skipped(CLOSED) : fresh.start();
    }

    private HandlerReport ended(String handler, Guest live, CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Skipped) {
            discard();
            return unmeasured(handler, outcome);
        }
        List<Action> asked = outcome.completed() ? actions.take() : List.of();
        HandlerReport report =
                new HandlerReport(
                        config.id().name(),
                        handler,
                        outcome,
                        Duration.ofNanos(clock.elapsedNanos()),
                        live.fuelUsed(),
                        monitor.hostCalls(),
                        monitor.denied(),
                        asked,
                        actions.discard());
        if (!outcome.completed()) {
            logger.log(LogLevel.ERROR, handler + ": " + outcome.message() + discarded(report));
        }
        if (!survives(outcome)) {
            discard();
        }
        return report;
    }

    private static String discarded(HandlerReport report) {
        int count = report.discardedActions();
        return count == 0 ? "" : "; what it had asked for is discarded, actions: " + count;
    }

    /// A report of a handler that was not called, or that nobody could ask.
    HandlerReport unmeasured(String handler, CallOutcome outcome) {
        return HandlerReport.unmeasured(config.id().name(), handler, outcome);
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
        actions.discard();
        if (old != null) {
            config.trail().lifecycle("instance discarded", "");
            old.close();
        }
    }

    private CallOutcome failed(Throwable thrown) {
        CallOutcome failed = OutcomeReader.internal(thrown);
        logger.log(LogLevel.ERROR, failed.message());
        return failed;
    }

    private void drain() {
        for (Delivery left = mailbox.poll(); left != null; left = mailbox.poll()) {
            left.skip(CLOSED);
        }
    }

    /// For a caller that has waited a while: reports for a guest that doesn't come back.
    void look(Delivery delivery) {
        if (!thread.isAlive()) {
            delivery.skip(CLOSED);
        } else if (overdue() && mailbox.remove(delivery)) {
            delivery.skip(stuck());
        } else if (current == delivery && overdue()) {
            leave(delivery, OutcomeReader.stuck(monitor.whereabouts(), limit()));
        }
    }

    /// The guest's thread is idle before it takes the next delivery, so what this says after
    /// [#current] was read is about that one.
    private boolean overdue() {
        return clock.overdue(System.nanoTime(), GRACE_NANOS);
    }

    private void leave(Delivery delivery, CallOutcome.TimedOut stuck) {
        if (delivery.finish(stuck, new CallOutcome.Skipped(stuck()))) {
            leftBehind.incrementAndGet();
            // by a thread of its own: the log may be what the guest is stuck in
            Thread.startVirtualThread(() -> logger.log(LogLevel.ERROR, stuck.message()));
        }
    }

    /// Changes what the extension may do. The call in progress ends within an epoch tick, if it
    /// doesn't end itself before, and its instance with it: none outlives a change of its grants.
    public void regrant(GuestAccess granted) {
        access = granted;
        cancel();
    }

    /// Decides once more whether an action may be applied, by what is granted now.
    ///
    /// @param request what it needs; null if it needs nothing
    /// @return a denial in any case if the sandbox is closed
    public Decision decide(@Nullable AccessRequest request) {
        if (closing) {
            return new Decision.Denied(CLOSED);
        }
        return request == null ? Decision.ALLOWED : access.policy().decide(request);
    }

    /// Ends the call in progress, if there is one, within an epoch tick; the guest is then made
    /// anew. Between calls it costs the guest too.
    public void cancel() {
        Guest running = guest;
        if (running != null) {
            running.cancel();
        }
    }

    /// Ends the call in progress, deletes the guest and ends the thread. Waits for that, a second
    /// at most: a guest that is stuck is left behind, and so is one that closes itself through a
    /// listener. Idempotent.
    @Override
    public void close() {
        closing = true;
        cancel();
        mailbox.offer(new Delivery(this, WAKE, List.of())); // a full mailbox wakes it as well
        if (Thread.currentThread() != thread && !endsWithin(STUCK_NANOS)) {
            Delivery left = current;
            if (left != null) {
                leave(left, OutcomeReader.leftBehind(monitor.whereabouts(), limit()));
            }
            drain();
        }
    }

    private boolean endsWithin(long nanos) {
        long end = System.nanoTime() + nanos;
        boolean interrupted = false;
        while (thread.isAlive() && end - System.nanoTime() > 0) {
            try {
                thread.join(Duration.ofNanos(GRACE_NANOS));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
