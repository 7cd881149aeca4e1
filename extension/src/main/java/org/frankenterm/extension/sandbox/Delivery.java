package org.frankenterm.extension.sandbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;

/// An event on its way through one extension's mailbox, and what comes back.
public final class Delivery {
    /// How often a waiting caller looks whether the guest is stuck: as often as the grace for that
    /// is long.
    private static final long LOOK_MILLIS = 50;

    private final Sandbox sandbox;
    private final Event event;
    private final List<String> handlers;
    private final CompletableFuture<List<HandlerReport>> reports = new CompletableFuture<>();

    Delivery(Sandbox sandbox, Event event, List<String> handlers) {
        this.sandbox = sandbox;
        this.event = event;
        this.handlers = List.copyOf(handlers);
    }

    Event event() {
        return event;
    }

    List<String> handlers() {
        return handlers;
    }

    /// The first completion stands.
    void complete(List<HandlerReport> result) {
        reports.complete(result);
    }

    /// Waits until every handler has ended, or is found stuck past its deadline.
    ///
    /// @return a report each, in order
    /// @throws InterruptedException if the waiting thread is interrupted
    public List<HandlerReport> await() throws InterruptedException {
        while (true) {
            try {
                return reports.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                sandbox.abandonIfStuck(this);
            } catch (ExecutionException impossible) {
                throw new AssertionError("only completed with reports", impossible);
            }
        }
    }
}
