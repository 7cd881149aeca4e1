package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.http.UserAgent;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.storage.Storage;
import org.frankenterm.wasmtime.GuestThread;
import org.jspecify.annotations.Nullable;

/// One extension at run time: one thread, one mailbox, one live guest.
///
/// A call that doesn't come back although its time is over is reported without it. Until it does
/// come back its thread and store are left alone, and events are refused; if it does, the guest is
/// made anew. After [#MAX_LEFT_BEHIND] such calls the extension has failed: all events are refused.
///
/// Any thread may [#deliver], [#regrant], [#cancel] and [#close]; the guest's thread alone touches
/// the guest.
public final class Sandbox implements AutoCloseable {
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

    private static final String CLOSED = LiveGuest.CLOSED;

    private final SandboxConfig config;
    private final Logger logger;
    private final Monitor monitor;
    private final Storage storage;
    private final CallClock clock;
    private final Recovery recovery;
    private final LiveGuest live;
    private final Drops drops;
    private final Mailbox mailbox = new Mailbox();
    private final GuestLoop loop;
    private final Delivery.Owner owner = owner();
    private final GuestThread thread;
    private final AtomicInteger leftBehind = new AtomicInteger();
    private volatile boolean closing;

    private Sandbox(SandboxConfig config) {
        String name = config.id().name();
        this.config = config;
        this.logger = config.log().hostCalls(name);
        this.drops = new Drops(logger, config.trail());
        this.storage =
                new Storage(
                        config.storage(),
                        config.id(),
                        config.limits().maxStorageBytes(),
                        logger,
                        config.clock());
        this.clock = new CallClock(config.limits().maxWallTime());
        CallTracer tracer = new CallTracer(logger, config.listener());
        this.monitor =
                new Monitor(name, config.table(), new Monitor.Recorders(config.trail(), tracer));
        this.recovery = new Recovery(name, config.policy().containment(), config.links().ledger());
        GuestLog guestLog = new GuestLog(config.log().guest(name), config.code().recorder());
        Registrations registrations =
                new Registrations(
                        config.code().module(), config.links().hooks(), config.links().keys());
        Actions actions = new Actions(new ActionRates(System.nanoTime()));
        UserAgent http = new UserAgent(config.id().folded(), config.names());
        Guest.Parts parts =
                new Guest.Parts(
                        config, monitor, guestLog, storage, actions, http, clock, registrations);
        this.live = new LiveGuest(parts, recovery, logger);
        this.loop = new GuestLoop(owner, live, recovery, mailbox, drops);
        this.thread = new GuestThread("frankenterm-guest-" + config.id().folded(), this::run);
        thread.setUncaughtExceptionHandler((_, thrown) -> loop.failed(thrown));
    }

    private Delivery.Owner owner() {
        return new Delivery.Owner() {
            @Override
            public HandlerReport unmeasured(String handler, CallOutcome outcome) {
                return live.unmeasured(handler, outcome);
            }

            @Override
            public void look(Delivery delivery) {
                Sandbox.this.look(delivery);
            }
        };
    }

    /// Opens a sandbox and starts its thread; no guest code runs yet.
    public static Sandbox open(SandboxConfig config) {
        Sandbox sandbox = new Sandbox(config);
        sandbox.thread.start();
        return sandbox;
    }

    /// Puts an event into the mailbox.
    ///
    /// @param hooks whose handlers are called in this order
    /// @param listener hears of each of them; at once if the mailbox is full, the guest stuck,
    ///   failed or closed
    /// @return what to look at while waiting
    public Delivery deliver(FiredEvent event, List<Hook> hooks, DeliveryListener listener) {
        Delivery delivery = new Delivery(owner, event, hooks, listener);
        refusal().ifPresentOrElse(delivery::skip, () -> put(delivery));
        return delivery;
    }

    private Optional<String> refusal() {
        if (closing) {
            return Optional.of(CLOSED);
        }
        if (leftBehind.get() >= MAX_LEFT_BEHIND) {
            return Optional.of(FAILED);
        }
        if (clock.overdue(System.nanoTime(), STUCK_NANOS)) {
            leaveBehind();
            return Optional.of(stuck());
        }
        return recovery.end();
    }

    private void put(Delivery delivery) {
        switch (mailbox.put(delivery)) {
            case Mailbox.Put.Full _ -> {
                drops.count(Drops.Why.FULL, System.nanoTime());
                delivery.skip(
                        Mailbox.CAPACITY + " events are waiting already; this one is dropped");
            }
            case Mailbox.Put.Merged(Delivery older) -> {
                drops.count(Drops.Why.REPLACED, System.nanoTime());
                older.skip("a newer event of the same kind takes its place");
            }
            case Mailbox.Put.Taken _ -> {}
        }
        if (closing && mailbox.remove(delivery)) {
            delivery.skip(CLOSED);
        } else if (loop.resting()) {
            delivery.defer();
        }
    }

    private Duration limit() {
        return config.limits().maxWallTime();
    }

    private String stuck() {
        return "the extension is stuck in " + monitor.whereabouts() + ", past its deadline";
    }

    private void run() {
        try {
            loop.run();
        } finally {
            closing = true;
            config.code().endRecording();
            try {
                live.discard();
                storage.close();
            } finally {
                drain();
                drops.close();
            }
        }
    }

    private void drain() {
        mailbox.drain().forEach(left -> left.skip(CLOSED));
    }

    /// For a caller that has waited a while: reports for a guest that doesn't come back.
    private void look(Delivery delivery) {
        if (!thread.isAlive()) {
            delivery.skip(CLOSED);
            return;
        }
        leaveBehind();
        if (overdue() && mailbox.remove(delivery)) {
            delivery.skip(stuck());
        }
    }

    /// Reports for the call in progress if it doesn't come back. It need not be one that somebody
    /// waits for: a timer has nobody.
    private void leaveBehind() {
        Delivery held = loop.current();
        if (held != null && overdue()) {
            leave(held, OutcomeReader.stuck(monitor.whereabouts(), limit()));
        }
    }

    /// The guest's thread is idle before it takes the next delivery, so what this says after its
    /// current one was read is about that one.
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

    /// Counts events that the extension should have heard, or made, and didn't. Any thread.
    public void dropped(Drops.Why why, int events) {
        drops.count(why, events, System.nanoTime());
    }

    /// How many events were dropped for a reason. Any thread.
    public long dropCount(Drops.Why why) {
        return drops.total(why);
    }

    /// Why the extension has failed for good, and what to do; empty if it hasn't. Any thread.
    public Optional<String> failure() {
        return recovery.end();
    }

    /// Changes what the extension may do. The call in progress ends within an epoch tick, if it
    /// doesn't end itself before, and its instance with it: none outlives a change of its grants.
    public void regrant(GuestAccess granted) {
        live.regrant(granted);
        mailbox.wake();
    }

    /// Decides once more whether an action may be applied, by what is granted now.
    ///
    /// @param request what it needs; null if it needs nothing
    /// @return a denial in any case if the sandbox is closed
    public Decision decide(@Nullable AccessRequest request) {
        if (closing) {
            return new Decision.Denied(CLOSED);
        }
        return request == null ? Decision.ALLOWED : live.access().policy().decide(request);
    }

    /// Ends the call in progress, if there is one, within an epoch tick; the guest is then made
    /// anew. Between calls it costs the guest too.
    public void cancel() {
        live.cancel();
        mailbox.wake();
    }

    /// Begins to close: the call in progress ends within an epoch tick, no event is taken and
    /// nothing that was asked for is allowed any more. Waits for nothing. Idempotent.
    public void end() {
        closing = true;
        loop.close();
    }

    /// Ends the call in progress, deletes the guest and ends the thread. Waits for that, a second
    /// at most: a guest that is stuck is left behind, and so is one that closes itself through a
    /// listener. Idempotent.
    @Override
    public void close() {
        end();
        if (Thread.currentThread() != thread && !endsWithin(STUCK_NANOS)) {
            Delivery left = loop.current();
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
