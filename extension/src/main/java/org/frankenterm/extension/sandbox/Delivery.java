package org.frankenterm.extension.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Listener;

/// An event on its way through one extension's mailbox, and what comes back: a report for each
/// handler, whoever makes it. The guest's thread adds one as each handler ends; whoever finds that
/// nothing more will come from there makes up the rest.
public final class Delivery {
    /// How often a waiting caller looks whether the guest is stuck: as often as the grace for that
    /// is long.
    private static final long LOOK_MILLIS = 50;

    private final Sandbox sandbox;
    private final FiredEvent event;
    private final List<Listener> listeners;

    /// Written by the guest's thread, read by others up to [#ended].
    private final HandlerReport[] ends;

    private final AtomicInteger ended = new AtomicInteger();
    private final CompletableFuture<List<HandlerReport>> reports = new CompletableFuture<>();

    Delivery(Sandbox sandbox, FiredEvent event, List<Listener> listeners) {
        this.sandbox = sandbox;
        this.event = event;
        this.listeners = List.copyOf(listeners);
        this.ends = new HandlerReport[this.listeners.size()];
    }

    FiredEvent event() {
        return event;
    }

    List<Listener> listeners() {
        return listeners;
    }

    /// Adds the next handler's report. Guest thread.
    void ended(HandlerReport report) {
        int index = ended.getPlain();
        ends[index] = report;
        ended.setRelease(index + 1);
        if (index + 1 == ends.length) {
            reports.complete(List.of(ends));
        }
    }

    /// Whether nobody waits for reports any more. Any thread.
    boolean done() {
        return reports.isDone();
    }

    /// Makes up the reports that are missing. Any thread; the first completion stands.
    ///
    /// @param next how the first of them ended
    /// @param others why those behind it weren't called
    /// @return false if none was missing, or somebody else has made them up
    boolean finish(CallOutcome next, CallOutcome.Skipped others) {
        List<HandlerReport> all = new ArrayList<>(ends.length);
        int count = ended.getAcquire();
        for (int i = 0; i < count; i++) {
            all.add(ends[i]);
        }
        for (int i = count; i < ends.length; i++) {
            String handler = listeners.get(i).handler();
            all.add(sandbox.unmeasured(handler, i == count ? next : others));
        }
        return reports.complete(List.copyOf(all));
    }

    /// The same, none of the missing having been called.
    void skip(String why) {
        CallOutcome.Skipped skipped = new CallOutcome.Skipped(why);
        finish(skipped, skipped);
    }

    /// Waits until every handler has ended, or it is clear that they won't.
    ///
    /// @return a report each, in order
    /// @throws InterruptedException if the waiting thread is interrupted
    public List<HandlerReport> await() throws InterruptedException {
        while (true) {
            try {
                return reports.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                sandbox.look(this);
            } catch (ExecutionException impossible) {
                throw new AssertionError("only completed with reports", impossible);
            }
        }
    }
}
