package org.frankenterm.extension;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.sandbox.Drops;
import org.jspecify.annotations.Nullable;

/// An extension on the bus. It may be there before it is loaded: then what it hears waits here, the
/// first of it has it loaded, and nobody who fires waits for that. Nothing is told to others with
/// the lock held.
final class GuestRecipient implements Recipient {
    /// Events that may wait, as in a mailbox.
    static final int CAPACITY = 256;

    /// The pause doubles so often; it is at its longest by then, and a `long` never too short.
    private static final int MAX_DOUBLINGS = 16;

    private static final String CLOSED = "the extension was closed";

    private final ExtensionId id;
    private final Dormant dormant;
    private volatile @Nullable Extension extension;

    /// Whether nothing is left that has waited.
    private volatile boolean open;

    /// Guarded by this, as is all that follows.
    private final Queue<Arrival> waiting = new ArrayDeque<>();

    /// What [#dropped] was told before there was anybody to count it.
    private final Map<Drops.Why, Integer> drops = new EnumMap<>(Drops.Why.class);

    private boolean asked;

    /// How often it was tried in vain.
    private int refusals;

    private @Nullable Refusal refusal;

    /// What stands for an extension while it isn't loaded.
    interface Dormant {
        /// Has it loaded, by another thread: the recipient hears of it by [#attach], [#refuse] or
        /// [#close].
        ///
        /// @param recipient that waits for it
        void wake(GuestRecipient recipient);

        /// Decides what it may do by what is granted now.
        Decision decide(AccessRequest request);
    }

    /// For one that is attached before it hears anything.
    static final Dormant AWAKE =
            new Dormant() {
                @Override
                public void wake(GuestRecipient recipient) {}

                @Override
                public Decision decide(AccessRequest request) {
                    return new Decision.Denied(CLOSED);
                }
            };

    /// Why it isn't loaded.
    ///
    /// @param until when [System#nanoTime] is past this it is worth another try; null for never
    private record Refusal(String why, @Nullable Long until) {
        boolean stands(long now) {
            return until == null || until - now > 0;
        }
    }

    /// @param dormant stands for it until it is attached
    GuestRecipient(ExtensionId id, Dormant dormant) {
        this.id = id;
        this.dormant = dormant;
    }

    ExtensionId id() {
        return id;
    }

    /// The extension itself; empty while it isn't loaded.
    Optional<Extension> extension() {
        return Optional.ofNullable(extension);
    }

    /// Hands over what has waited, in its order; what comes from now on isn't kept waiting.
    void attach(Extension to) {
        extension = to;
        for (Arrival next = next(); next != null; next = next()) {
            next.handTo(to);
        }
        dropsSoFar().forEach(to::dropped);
    }

    private synchronized Map<Drops.Why, Integer> dropsSoFar() {
        Map<Drops.Why, Integer> before = Map.copyOf(drops);
        drops.clear();
        return before;
    }

    private synchronized @Nullable Arrival next() {
        Arrival next = waiting.poll();
        open = next == null;
        return next;
    }

    /// It can't be loaded: what waits is skipped, and what comes too for a while.
    ///
    /// @param containment says when the next event has it tried again
    void refuse(String why, Containment containment) {
        refuse(new Refusal(why, System.nanoTime() + pause(containment)));
    }

    private synchronized long pause(Containment containment) {
        long longest = containment.longestPause().toNanos();
        long pause = containment.firstPause().toNanos() << Math.min(refusals, MAX_DOUBLINGS);
        refusals++;
        return Math.min(pause, longest);
    }

    /// Whatever it was refused for, the next event has it tried again.
    synchronized void retry() {
        refusals = 0;
        refusal = refusal == null || refusal.until() == null ? refusal : null;
    }

    /// Skips what waits and what comes, unless it is attached. Idempotent.
    void close() {
        refuse(new Refusal(CLOSED, null));
    }

    /// Once it is closed, no other refusal takes the place of that.
    private void refuse(Refusal now) {
        List<Arrival> left;
        synchronized (this) {
            left = List.copyOf(waiting);
            waiting.clear();
            asked = false;
            refusal = refusal == null || refusal.until() != null ? now : refusal;
        }
        left.forEach(arrival -> arrival.skip(name(), now.why()));
    }

    /// Decides what it may do by what is granted now.
    Decision decide(AccessRequest request) {
        Extension loaded = extension;
        return loaded == null ? dormant.decide(request) : loaded.decide(request);
    }

    @Override
    public String name() {
        return id.name();
    }

    @Override
    public boolean mayHear(Event event) {
        return !event.causedBy().contains(id);
    }

    @Override
    public Runnable deliver(FiredEvent event, List<Hook> hooks, DeliveryListener listener) {
        Extension loaded = extension;
        if (loaded != null && open) {
            return loaded.deliver(event, hooks, listener)::look;
        }
        Arrival arrival = new Arrival(event, hooks, listener);
        put(arrival).run();
        return arrival::look;
    }

    /// @return what is to be done without the lock
    private synchronized Runnable put(Arrival arrival) {
        Extension loaded = extension;
        if (loaded != null && open) {
            return () -> arrival.handTo(loaded);
        }
        Refusal standing = refusal;
        if (standing != null && standing.stands(System.nanoTime())) {
            return () -> arrival.skip(name(), standing.why());
        }
        Arrival older = replaced(arrival);
        if (older == null && waiting.size() >= CAPACITY) {
            drops.merge(Drops.Why.FULL, 1, Integer::sum);
            return () ->
                    arrival.skip(
                            name(), CAPACITY + " events are waiting already; this one is dropped");
        }
        waiting.add(arrival);
        if (older != null) {
            return () -> older.skip(name(), "a newer event of the same kind takes its place");
        }
        boolean first = !asked;
        asked = true;
        return first ? this::wake : () -> {};
    }

    private void wake() {
        try {
            dormant.wake(this);
        } catch (OutOfMemoryError noThread) {
            refuse(new Refusal("there is no thread to load it: " + noThread, System.nanoTime()));
        }
    }

    private @Nullable Arrival replaced(Arrival arrival) {
        Arrival older = waiting.stream().filter(arrival::replaces).findFirst().orElse(null);
        if (older != null) {
            waiting.remove(older);
            arrival.takeOver(older);
            drops.merge(Drops.Why.REPLACED, 1, Integer::sum);
        }
        return older;
    }

    @Override
    public void dropped(Drops.Why why) {
        Extension loaded;
        synchronized (this) { // either this sees the extension, or that is told of what is here
            loaded = extension;
            if (loaded == null) {
                drops.merge(why, 1, Integer::sum);
            }
        }
        if (loaded != null) {
            loaded.dropped(why, 1);
        }
    }
}
