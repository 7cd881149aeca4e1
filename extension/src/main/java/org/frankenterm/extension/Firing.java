package org.frankenterm.extension;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchPolicy.LateActions;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.EventBus.Subscription;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.sandbox.Drops;
import org.jspecify.annotations.Nullable;

/// One event on its way to everybody who hears it, and the reports that come back. They come in any
/// order; each goes on to the sink when all before it have ended or are late. Any thread.
final class Firing {
    /// How often who waits looks whether a guest is stuck: as often as the grace for that is long.
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /// The one whose reports are being handed over.
    private static final ScopedValue<Firing> CURRENT = ScopedValue.newInstance();

    private static final CallOutcome LATE = new CallOutcome.Late();

    private final FiredEvent event;
    private final List<Subscription<Recipient>> order;
    private final ReportSink sink;
    private final LateActions lateActions;
    private final List<Runnable> looks = new ArrayList<>();

    /// How many events, one by way of the other, led to this one.
    private final int depth = nextDepth();

    /// By place in the order. Guarded by this, as is all that follows.
    private final @Nullable HandlerReport[] reports;

    private final boolean[] late;
    private final Queue<Integer> ready = new ArrayDeque<>();

    /// What was fired because of what handlers of this event asked for.
    private final List<Firing> children = new ArrayList<>();

    /// Places whose handler has not ended.
    private int open;

    /// Of these, the ones that are not late.
    private int awaited;

    /// The first place whose turn hasn't come.
    private int next;

    private boolean draining;

    /// @param meanwhile for who has waited a while
    Firing(
            FiredEvent event,
            List<Subscription<Recipient>> order,
            ReportSink sink,
            LateActions lateActions,
            Runnable meanwhile) {
        this.looks.add(meanwhile);
        this.event = event;
        this.order = order;
        this.sink = sink;
        this.lateActions = lateActions;
        this.reports = new HandlerReport[order.size()];
        this.late = new boolean[order.size()];
        this.open = order.size();
        this.awaited = order.size();
    }

    /// Gives the event to everybody. Once, before anything else.
    void start() {
        Map<Recipient, List<Integer>> envelopes = new LinkedHashMap<>();
        for (int place = 0; place < order.size(); place++) {
            envelopes
                    .computeIfAbsent(order.get(place).listener(), _ -> new ArrayList<>())
                    .add(place);
        }
        envelopes.forEach((recipient, places) -> {
            List<Hook> hooks = places.stream().map(place -> order.get(place).hook()).toList();
            looks.add(recipient.deliver(event, hooks, new Envelope(places)));
        });
    }

    private final class Envelope implements DeliveryListener {
        private final List<Integer> places;

        Envelope(List<Integer> places) {
            this.places = places;
        }

        @Override
        public void ended(int index, HandlerReport report) {
            Firing.this.ended(places.get(index), report);
        }

        @Override
        public void deferred() {
            expire(places);
        }
    }

    private void ended(int place, HandlerReport report) {
        boolean unwanted;
        synchronized (this) {
            reports[place] = report;
            open--;
            awaited -= late[place] ? 0 : 1;
            unwanted = late[place] && lateActions == LateActions.DROP;
            if (place < next && !unwanted) {
                ready.add(place);
            }
            advance();
        }
        if (unwanted) {
            order.get(place).listener().dropped(Drops.Why.LATE);
        }
        drain();
    }

    private void expire(Iterable<Integer> places) {
        synchronized (this) {
            for (int place : places) {
                if (reports[place] == null && !late[place]) {
                    late[place] = true;
                    awaited--;
                }
            }
            advance();
        }
        drain();
    }

    /// Finds those whose turn has come. With the lock.
    private void advance() {
        for (; next < reports.length; next++) {
            HandlerReport report = reports[next];
            if (report == null && !late[next]) {
                return;
            }
            if (report != null && !(late[next] && lateActions == LateActions.DROP)) {
                ready.add(next);
            }
        }
    }

    /// Hands over what is ready, in its order: one thread at a time, without the lock.
    private void drain() {
        for (int place = takeReady(false); place >= 0; place = takeReady(true)) {
            int turn = place;
            ScopedValue.where(CURRENT, this).run(() -> handOver(turn));
        }
    }

    private void handOver(int place) {
        HandlerReport report;
        synchronized (this) {
            report = Objects.requireNonNull(reports[place]);
        }
        sink.ended(event.event(), order.get(place).listener(), report);
    }

    private synchronized int takeReady(boolean mine) {
        if (draining && !mine) {
            return -1;
        }
        Integer first = ready.poll();
        draining = first != null;
        if (settled()) {
            notifyAll();
        }
        return first == null ? -1 : first;
    }

    /// How many events would have led to one that is fired now on this thread.
    static int nextDepth() {
        return CURRENT.isBound() ? CURRENT.get().depth + 1 : 0;
    }

    /// Notes that an event comes of the one whose reports are being handed over on this thread, if
    /// there is one: who waits for that one waits for this one too.
    static void comesOfCurrent(Firing firing) {
        if (CURRENT.isBound()) {
            CURRENT.get().adopt(firing);
        }
    }

    private synchronized void adopt(Firing child) {
        children.add(child);
    }

    /// Whether nothing is left to wait for. With the lock.
    private boolean settled() {
        return awaited == 0 && !draining && ready.isEmpty();
    }

    /// Whether every handler has ended, the late ones too.
    synchronized boolean done() {
        return open == 0;
    }

    /// Waits for all handlers, for what their reports lead to, and for what comes of that; when the
    /// time is over, those that haven't ended are late.
    ///
    /// @param nanos how long at most
    /// @return a report each, in order
    DispatchReport await(long nanos) throws InterruptedException {
        long began = System.nanoTime();
        while (pause(nanos - (System.nanoTime() - began))) {
            look();
        }
        expireAll();
        for (Firing child : children()) {
            child.await(nanos - (System.nanoTime() - began));
        }
        return report();
    }

    private synchronized List<Firing> children() {
        return List.copyOf(children);
    }

    private void expireAll() {
        List<Integer> all = new ArrayList<>(order.size());
        for (int place = 0; place < order.size(); place++) {
            all.add(place);
        }
        expire(all);
    }

    /// @return whether to go on waiting
    private synchronized boolean pause(long nanos) throws InterruptedException {
        if (settled() || nanos <= 0) {
            return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(nanos, LOOK_NANOS));
        return !settled();
    }

    /// Looks whether those that haven't ended ever will. Nobody is waited for.
    void look() {
        looks.forEach(Runnable::run);
    }

    private synchronized DispatchReport report() {
        List<HandlerReport> all = new ArrayList<>(reports.length);
        for (int place = 0; place < reports.length; place++) {
            HandlerReport report = reports[place];
            all.add(report == null ? late(order.get(place)) : report);
        }
        return new DispatchReport(event.event(), all);
    }

    private static HandlerReport late(Subscription<Recipient> subscription) {
        return HandlerReport.unmeasured(
                subscription.listener().name(), subscription.hook().handler(), LATE);
    }
}
