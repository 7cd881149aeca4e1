package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchPolicy.ProcessorShare;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.text.Quantity;
import org.jspecify.annotations.Nullable;

/// What a guest's thread does: takes events out of the mailbox, calls timers' handlers between
/// them, makes an instance anew that is missed, and has the guest rest when it has used too much
/// processor time.
///
/// Guest thread only, but for [#current], [#resting], [#failed] and [#close].
final class GuestLoop {
    /// What was in force when an event was fired counts for so long.
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Delivery.Owner owner;
    private final SandboxConfig config;
    private final Registrations registrations;
    private final CallClock clock;
    private final LiveGuest live;
    private final Recovery recovery;
    private final Mailbox mailbox;
    private final Drops drops;
    private final Logger logger;
    private volatile boolean closing;
    private volatile boolean resting;
    private volatile @Nullable Delivery current;

    GuestLoop(
            Delivery.Owner owner, LiveGuest live, Recovery recovery, Mailbox mailbox, Drops drops) {
        Guest.Parts parts = live.parts();
        this.owner = owner;
        this.drops = drops;
        this.config = parts.config();
        this.registrations = parts.registrations();
        this.clock = parts.clock();
        this.live = live;
        this.recovery = recovery;
        this.mailbox = mailbox;
        this.logger = config.log().hostCalls(config.id().name());
    }

    /// What is being handled; null between events. Any thread.
    @Nullable Delivery current() {
        return current;
    }

    /// Whether the guest is left alone because it has used too much processor time. Any thread.
    boolean resting() {
        return resting;
    }

    /// Ends the call in progress and then [#run]. Any thread.
    void close() {
        closing = true;
        live.close();
        mailbox.wake();
    }

    /// Works until it is closed.
    void run() {
        ProcessorMeter meter = ThreadTime.meter(config.policy().share());
        while (!closing) {
            try {
                if (resting) {
                    rest(meter);
                } else {
                    long failures = live.failures();
                    work();
                    measure(meter, live.failures() > failures);
                }
                drops.tell(System.nanoTime());
            } catch (InterruptedException foreign) {
                // Nothing of ours interrupts this thread; a listener or a sink may have.
            }
        }
    }

    /// A timer's handler if one is due, then an event's, so that neither holds up the other.
    private void work() throws InterruptedException {
        live.dropUnusable();
        if (live.nanosToRevival(System.nanoTime()) <= 0) {
            wake();
            revive();
        }
        if (timerIsDue()) {
            wake();
        }
        Registrations.Call timer = closing ? null : registrations.dueTimer(System.nanoTime());
        if (timer != null) {
            serve(new Delivery(owner, timer.event(), List.of(timer.hook()), toHost(timer)));
        }
        Delivery next = mailbox.poll(nanosToWork(System.nanoTime()));
        if (next != null) {
            if (next.ageNanos(System.nanoTime()) > FRESH_NANOS) {
                wake();
            }
            serve(next);
        }
    }

    private void wake() {
        config.links().listener().waking();
        live.dropUnusable();
    }

    private boolean timerIsDue() {
        OptionalLong next = registrations.nextTimer();
        return next.isPresent() && next.getAsLong() - System.nanoTime() <= 0;
    }

    private long nanosToWork(long now) {
        OptionalLong timer = registrations.nextTimer();
        long toTimer = timer.isPresent() ? timer.getAsLong() - now : Long.MAX_VALUE;
        return Math.min(toTimer, live.nanosToRevival(now));
    }

    private DeliveryListener toHost(Registrations.Call timer) {
        return new DeliveryListener() {
            @Override
            public void ended(int index, HandlerReport report) {
                config.links().listener().ended(timer.event().event(), report);
            }

            @Override
            public void deferred() {}
        };
    }

    private void revive() {
        if (closing) {
            return;
        }
        try {
            live.revive();
        } catch (Throwable thrown) {
            live.failed(failed(thrown).message());
        } finally {
            clock.idle();
        }
    }

    /// Whatever goes wrong in here is reported, and costs no more than the guest.
    private void serve(Delivery delivery) {
        current = delivery;
        try {
            handle(delivery);
        } catch (Throwable thrown) {
            CallOutcome failure = failed(thrown);
            delivery.finish(failure, new CallOutcome.Skipped("an earlier handler failed"));
            live.failed(failure.message());
        } finally {
            clock.idle();
            current = null;
        }
    }

    private void handle(Delivery delivery) {
        for (Hook hook : delivery.hooks()) {
            LiveGuest.Called called = live.call(hook, delivery.event());
            clock.idle(); // what the report leads to is no part of the call
            if (!delivery.ended(called.report())) { // somebody has reported for this call
                live.tooLate(called.report());
                return;
            }
            if (closing) {
                delivery.skip(LiveGuest.CLOSED);
            } else if (!called.goOn()) {
                delivery.skip("the extension could not be started");
            }
            if (delivery.done()) {
                return;
            }
        }
    }

    /// Has the guest rest if it has used more than its share of the processor.
    ///
    /// @param failed whether what it did was counted as a failure already
    private void measure(ProcessorMeter meter, boolean failed) {
        if (!meter.watched()) {
            return;
        }
        long now = System.nanoTime();
        meter.add(now, ThreadTime.nanos());
        if (!meter.over(now)) {
            return;
        }
        ProcessorShare share = config.policy().share();
        live.struck(
                "it used %s of processor time within %s, more than %d %% of a core"
                        .formatted(
                                Quantity.duration(Duration.ofNanos(meter.usedNanos(now))),
                                Quantity.duration(share.window()),
                                share.percent()),
                failed);
        mailbox.sparing(true);
        resting = true;
        mailbox.waiting().forEach(Delivery::defer);
    }

    private void rest(ProcessorMeter meter) throws InterruptedException {
        live.dropUnusable();
        long now = System.nanoTime();
        if (meter.rested(now) || recovery.end().isPresent()) {
            resting = false;
            mailbox.sparing(false);
        } else {
            mailbox.await(meter.nanosToNextPart(now));
        }
    }

    /// Logs what went wrong around a call. Any thread.
    CallOutcome failed(Throwable thrown) {
        CallOutcome failed = OutcomeReader.internal(thrown);
        logger.log(LogLevel.ERROR, failed.message());
        return failed;
    }
}
