package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.log.Logger;
import org.jspecify.annotations.Nullable;

/// The one live instance of an extension: made when a handler is to be called, kept while calls end
/// well, thrown away after one that didn't. What it had registered goes with it; if there was any,
/// it is made anew without waiting for an event.
///
/// Guest thread only, but for [#regrant], [#cancel] and [#close].
final class LiveGuest {
    static final String CLOSED = "the extension was closed";

    private static final CallOutcome COMPLETED = new CallOutcome.Completed();

    private final Guest.Parts parts;
    private final SandboxConfig config;
    private final Recovery recovery;
    private final Registrations registrations;
    private final Logger logger;
    private final EventGate gate;

    /// What the next guest may do. A guest that was made for less or more serves no event.
    private volatile GuestAccess access;

    private volatile boolean closing;

    /// Others may only cancel it.
    private volatile @Nullable Guest guest;

    private long failures;

    /// Whether it is missed: an instance that had registered something is gone.
    private boolean missed;

    LiveGuest(Guest.Parts parts, Recovery recovery, Logger logger) {
        this.parts = parts;
        this.config = parts.config();
        this.registrations = parts.registrations();
        this.recovery = recovery;
        this.logger = logger;
        this.gate = new EventGate(parts.monitor());
        this.access = config.access();
    }

    /// What it is made of.
    Guest.Parts parts() {
        return parts;
    }

    /// How a call ended, and whether the next handler of the same event is to be called.
    record Called(HandlerReport report, boolean goOn) {}

    /// Calls a handler, if it may hear the event under the grants that the guest has then.
    Called call(Hook hook, FiredEvent fired) {
        Optional<String> refusal = recovery.refusal(System.nanoTime());
        if (refusal.isPresent()) {
            discard();
            return new Called(skipped(hook, refusal.get()), true);
        }
        GuestAccess granted = access;
        return switch (gate.pass(fired, hook.listener(), granted.policy())) {
            case EventGate.Passage.Closed(CallOutcome.Skipped why) ->
                    new Called(unmeasured(hook.handler(), why), true);
            case EventGate.Passage.Open(Event seen) -> {
                Called called = call(hook, seen, granted);
                yield called == null ? call(hook, fired) : called;
            }
        };
    }

    /// @param seen what the guest may see of the event under these grants, and no others
    /// @return null if other things were granted meanwhile
    private @Nullable Called call(Hook hook, Event seen, GuestAccess granted) {
        Guest kept = guest;
        Guest live = kept != null && !kept.cancelled() && kept.has(granted) ? kept : renewed();
        if (!live.has(granted)) {
            discard();
            return null;
        }
        CallOutcome started = live == kept ? COMPLETED : start(live);
        if (started.completed() && !registrations.holds(hook)) {
            return new Called(skipped(hook, "it isn't registered any more"), true);
        }
        CallOutcome outcome = started.completed() ? live.handle(hook.handler(), seen) : started;
        return new Called(ended(hook.handler(), live, outcome), started.completed());
    }

    private HandlerReport skipped(Hook hook, String why) {
        return unmeasured(hook.handler(), new CallOutcome.Skipped(why));
    }

    /// A report of a handler that was not called, or that nobody could ask. Any thread.
    HandlerReport unmeasured(String handler, CallOutcome outcome) {
        return HandlerReport.unmeasured(config.id().name(), handler, outcome);
    }

    private static String discarded(HandlerReport report) {
        int count = report.discardedActions();
        return count == 0 ? "" : "; what it had asked for is discarded, actions: " + count;
    }

    /// What it may do now. Any thread.
    GuestAccess access() {
        return access;
    }

    private boolean usable(Guest kept) {
        return !kept.cancelled() && kept.has(access);
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
        CallOutcome outcome = closing ? new CallOutcome.Skipped(CLOSED) : fresh.start();
        missed &= !outcome.completed();
        return outcome;
    }

    private HandlerReport ended(String handler, Guest live, CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Skipped) {
            discard();
            return unmeasured(handler, outcome);
        }
        List<Action> asked = outcome.completed() ? parts.actions().take() : List.of();
        HandlerReport report =
                new HandlerReport(
                        config.id().name(),
                        handler,
                        outcome,
                        Duration.ofNanos(parts.clock().elapsedNanos()),
                        live.fuelUsed(),
                        parts.monitor().hostCalls(),
                        parts.monitor().denied(),
                        asked,
                        parts.actions().discard());
        if (!outcome.completed()) {
            logger.log(LogLevel.ERROR, handler + ": " + outcome.message() + discarded(report));
        }
        if (!survives(outcome)) {
            boolean cancelled = live.cancelled();
            discard();
            if (!cancelled) {
                failed(outcome.message());
            }
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

    /// A call came back when somebody had reported for it: it took too long, whatever it says
    /// itself.
    void tooLate(HandlerReport report) {
        if (survives(report.outcome())) {
            failed(report.handler() + " came back after its time was over");
        }
    }

    /// A call, or something around it, has failed. The instance goes.
    void failed(String reason) {
        discard();
        failures++;
        if (recovery.failed(reason, System.nanoTime(), config.clock().instant())) {
            end("too many of its calls went badly");
        }
    }

    /// How often [#failed] was called.
    long failures() {
        return failures;
    }

    /// It has used too much processor time; the instance stays, unless that was once too often.
    ///
    /// @param failed whether the same was counted as a failure already, as an endless loop is
    void struck(String reason, boolean failed) {
        config.trail().lifecycle("throttled", reason);
        if (!failed && recovery.struck(reason, config.clock().instant())) {
            end("too much processor time");
        }
    }

    /// @param audited why; not in the words that the guest died with, which may be anything
    private void end(String audited) {
        discard();
        missed = false;
        String notice = recovery.end().orElse("the extension failed");
        logger.log(LogLevel.ERROR, notice);
        config.trail().lifecycle("failed", audited);
        config.links().listener().failed(notice);
    }

    /// Throws the instance away if it serves no more calls: it was cancelled, or other things were
    /// granted.
    void dropUnusable() {
        Guest kept = guest;
        if (kept != null && !usable(kept)) {
            discard();
        }
    }

    void discard() {
        Guest old = guest;
        guest = null;
        parts.actions().discard();
        if (old != null) {
            config.trail().lifecycle("instance discarded", "");
            missed |= registrations.clear() && !closing;
            old.close();
        }
    }

    /// How long until it is to be made anew without an event.
    ///
    /// @return nanoseconds, 0 or less for now; [Long#MAX_VALUE] if it isn't
    long nanosToRevival(long now) {
        return missed && guest == null ? recovery.nanosLeft(now) : Long.MAX_VALUE;
    }

    /// Makes it anew.
    void revive() {
        if (recovery.end().isPresent()) {
            missed = false;
            return;
        }
        Guest fresh = renewed();
        CallOutcome started = start(fresh);
        if (!started.completed()) {
            boolean cancelled = fresh.cancelled();
            ended("start", fresh, started);
            // a failure without pauses would be tried again for ever; a cancel is no failure
            missed &= cancelled || recovery.nanosLeft(System.nanoTime()) > 0;
        }
    }

    /// Changes what the extension may do. The call in progress ends within an epoch tick, if it
    /// doesn't end itself before, and its instance with it. Any thread.
    void regrant(GuestAccess granted) {
        access = granted;
        cancel();
    }

    /// Ends the call in progress within an epoch tick, and the instance. Any thread.
    void cancel() {
        Guest running = guest;
        if (running != null) {
            running.cancel();
        }
    }

    /// Cancels; no call begins any more. Any thread.
    void close() {
        closing = true;
        cancel();
    }
}
