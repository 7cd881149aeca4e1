package org.frankenterm.extension.sandbox;

import java.util.List;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;

/// An event on its way through one extension's mailbox, and what comes back: a report for each
/// handler, whoever makes it. The guest's thread adds one as each handler ends; whoever finds that
/// nothing more will come from there makes up the rest.
public final class Delivery {
    /// Whose mailbox it is for.
    interface Owner {
        /// A report of a handler that was not called, or that nobody could ask.
        HandlerReport unmeasured(String handler, CallOutcome outcome);

        /// Finishes a delivery that will not be reported.
        void look(Delivery delivery);
    }

    private final Owner owner;
    private final List<Hook> hooks;
    private final DeliveryListener listener;
    private final long madeNanos = System.nanoTime();

    /// Changed while it waits, by the mailbox and under its lock.
    private FiredEvent event;

    /// How many handlers have a report. Guarded by this.
    private int ended;

    Delivery(Owner owner, FiredEvent event, List<Hook> hooks, DeliveryListener listener) {
        this.owner = owner;
        this.event = event;
        this.hooks = List.copyOf(hooks);
        this.listener = listener;
    }

    /// How long ago it was made.
    ///
    /// @param now [System#nanoTime]
    long ageNanos(long now) {
        return now - madeNanos;
    }

    FiredEvent event() {
        return event;
    }

    List<Hook> hooks() {
        return hooks;
    }

    /// Takes an event in addition to its own. Only the mailbox, while this waits in it.
    void takeOver(FiredEvent older) {
        event = event.mergedWith(older);
    }

    /// Adds the next handler's report. Guest thread.
    ///
    /// @return false if somebody else has made it up: the call took too long
    boolean ended(HandlerReport report) {
        int index;
        synchronized (this) {
            if (ended == hooks.size()) {
                return false;
            }
            index = ended++;
        }
        listener.ended(index, report);
        return true;
    }

    /// Whether every handler has its report. Any thread.
    synchronized boolean done() {
        return ended == hooks.size();
    }

    /// Makes up the reports that are missing. Any thread; the first one stands.
    ///
    /// @param next how the first of them ended
    /// @param others why those behind it weren't called
    /// @return false if none was missing
    boolean finish(CallOutcome next, CallOutcome.Skipped others) {
        int first;
        synchronized (this) {
            first = ended;
            ended = hooks.size();
        }
        for (int i = first; i < hooks.size(); i++) {
            String handler = hooks.get(i).handler();
            listener.ended(i, owner.unmeasured(handler, i == first ? next : others));
        }
        return first < hooks.size();
    }

    /// The same, none of the missing having been called.
    void skip(String why) {
        CallOutcome.Skipped skipped = new CallOutcome.Skipped(why);
        finish(skipped, skipped);
    }

    /// Nobody is to wait for what is missing; it comes all the same. Any thread.
    void defer() {
        listener.deferred();
    }

    /// For somebody who has waited a while: makes up the reports if the guest doesn't come back.
    /// Any thread.
    public void look() {
        if (!done()) {
            owner.look(this);
        }
    }
}
