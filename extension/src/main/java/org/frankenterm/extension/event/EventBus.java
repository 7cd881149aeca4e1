package org.frankenterm.extension.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Which hooks hear which events, and in which order: by tier, then by priority, then as they were
/// registered. Any thread; hooks come and go while events are fired, and an event goes to those
/// that there were when it was fired.
///
/// @param <L> who hears
public final class EventBus<L> {
    /// For how many names of events the hooks are kept that hear them. Custom events may have any
    /// number of names; those beyond are looked up each time.
    private static final int KNOWN_NAMES = 256;

    /// A hook and whose it is.
    ///
    /// @param listener who hears
    /// @param hook by what
    /// @param <L> who hears
    public record Subscription<L>(L listener, Hook hook) {}

    private record Entry<L>(Tier tier, long order, Subscription<L> subscription) {
        int priority() {
            return subscription.hook().priority();
        }
    }

    /// What there is at one time. The map fills as events are fired.
    private record Snapshot<L>(List<Entry<L>> entries, Map<String, List<Subscription<L>>> byName) {}

    private final Comparator<Entry<L>> inOrder =
            Comparator.<Entry<L>, Tier>comparing(Entry::tier)
                    .thenComparingInt(Entry::priority)
                    .thenComparingLong(Entry::order);

    private volatile Snapshot<L> current = new Snapshot<>(List.of(), new ConcurrentHashMap<>());
    private long registered;

    /// The hooks that hear an event, in order.
    ///
    /// @param event its name
    public List<Subscription<L>> matching(String event) {
        Snapshot<L> now = current;
        List<Subscription<L>> known = now.byName().get(event);
        return known == null ? found(now, event) : known;
    }

    private static <L> List<Subscription<L>> found(Snapshot<L> now, String event) {
        List<Subscription<L>> matching = new ArrayList<>();
        for (Entry<L> entry : now.entries()) {
            if (entry.subscription().hook().pattern().matches(event)) {
                matching.add(entry.subscription());
            }
        }
        List<Subscription<L>> found = List.copyOf(matching);
        if (now.byName().size() < KNOWN_NAMES) {
            now.byName().put(event, found);
        }
        return found;
    }

    /// Makes a subscriber without hooks.
    ///
    /// @param listener who hears
    /// @param tier of all its hooks
    public Subscriber join(L listener, Tier tier) {
        return new Joined(listener, tier);
    }

    private synchronized void add(Tier tier, Subscription<L> subscription) {
        List<Entry<L>> entries = new ArrayList<>(current.entries());
        entries.add(new Entry<>(tier, ++registered, subscription));
        entries.sort(inOrder);
        replace(entries);
    }

    private synchronized boolean remove(Predicate<Subscription<L>> unwanted) {
        List<Entry<L>> entries = new ArrayList<>(current.entries());
        boolean removed = entries.removeIf(entry -> unwanted.test(entry.subscription()));
        if (removed) {
            replace(entries);
        }
        return removed;
    }

    private void replace(List<Entry<L>> entries) {
        current = new Snapshot<>(List.copyOf(entries), new ConcurrentHashMap<>());
    }

    private final class Joined implements Subscriber {
        private final L listener;
        private final Tier tier;
        private int hooks;
        private int lastId;
        private boolean closed;

        Joined(L listener, Tier tier) {
            this.listener = listener;
            this.tier = tier;
        }

        @Override
        public synchronized OptionalInt register(
                EventPattern pattern, int priority, Listener listening, boolean lasting) {
            if (closed || hooks >= MAX_HOOKS) {
                return OptionalInt.empty();
            }
            hooks++;
            lastId = lastId == Integer.MAX_VALUE ? MAX_HOOKS : lastId + 1;
            Hook hook = new Hook(lastId, pattern, priority, listening, lasting);
            add(tier, new Subscription<>(listener, hook));
            return OptionalInt.of(lastId);
        }

        @Override
        public synchronized boolean unregister(int id) {
            boolean removed = remove(s -> mine(s) && s.hook().id() == id && !s.hook().lasting());
            hooks -= removed ? 1 : 0;
            return removed;
        }

        @Override
        public synchronized void unregisterPassing() {
            remove(s -> mine(s) && !s.hook().lasting());
            hooks = 0;
            for (Entry<L> entry : current.entries()) {
                hooks += mine(entry.subscription()) ? 1 : 0;
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            remove(this::mine);
        }

        @SuppressWarnings("ReferenceEquality") // one subscriber, one listener
        private boolean mine(Subscription<L> subscription) {
            return subscription.listener() == listener;
        }
    }
}
