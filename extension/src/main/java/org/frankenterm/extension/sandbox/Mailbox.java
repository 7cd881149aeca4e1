package org.frankenterm.extension.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.frankenterm.extension.event.FiredEvent;
import org.jspecify.annotations.Nullable;

/// What waits for one extension, in the order in which it came. Bounded; of events that can be
/// merged only the newest waits, with what the older ones would have told. Many threads put, one
/// takes.
final class Mailbox {
    /// Events that may wait.
    static final int CAPACITY = 256;

    /// What became of a delivery that was put.
    sealed interface Put {
        /// It waits.
        record Taken() implements Put {}

        /// It waits, and another one doesn't any more.
        ///
        /// @param older which has no report yet
        record Merged(Delivery older) implements Put {}

        /// It doesn't: too many others do.
        record Full() implements Put {}
    }

    private static final Put TAKEN = new Put.Taken();
    private static final Put FULL = new Put.Full();

    private record Key(String text, List<?> hooks) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final Map<Key, Delivery> mergeable = new HashMap<>();
    private boolean sparing;
    private boolean woken;

    /// Puts a delivery behind the others.
    Put put(Delivery delivery) {
        lock.lock();
        try {
            Key key = key(delivery);
            Delivery older = key == null ? null : mergeable.get(key);
            if (older == null && waiting.size() >= CAPACITY) {
                return FULL;
            }
            if (older != null) {
                waiting.remove(older);
                delivery.takeOver(older.event());
            }
            waiting.add(delivery);
            if (key != null) {
                mergeable.put(key, delivery);
            }
            changed.signal();
            return older == null ? TAKEN : new Put.Merged(older);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Key key(Delivery delivery) {
        FiredEvent event = delivery.event();
        return event.mergeKey()
                .or(() -> sparing ? event.nameKey() : Optional.empty())
                .map(text -> new Key(text, delivery.hooks()))
                .orElse(null);
    }

    /// Whether, from now on, of all events of one name only the newest waits.
    void sparing(boolean wanted) {
        lock.lock();
        try {
            sparing = wanted;
        } finally {
            lock.unlock();
        }
    }

    /// Takes the first delivery, waiting for one.
    ///
    /// @param nanos how long at most; 0 or less for not at all
    /// @return null if there is none in that time, or somebody woke the taker
    @Nullable Delivery poll(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (waiting.isEmpty() && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            Delivery first = waiting.poll();
            if (first != null) {
                forget(first);
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /// Waits without taking anything, at most so long, or until somebody wakes it.
    void await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /// Wakes the taker, or spares it its next wait.
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes one delivery out.
    ///
    /// @return false if it doesn't wait any more
    boolean remove(Delivery delivery) {
        lock.lock();
        try {
            boolean removed = waiting.remove(delivery);
            if (removed) {
                forget(delivery);
            }
            return removed;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Delivery delivery) {
        if (!mergeable.isEmpty()) {
            mergeable.values().remove(delivery);
        }
    }

    /// All that wait; they go on doing so.
    List<Delivery> waiting() {
        lock.lock();
        try {
            return new ArrayList<>(waiting);
        } finally {
            lock.unlock();
        }
    }

    /// Takes all out.
    List<Delivery> drain() {
        lock.lock();
        try {
            List<Delivery> all = new ArrayList<>(waiting);
            waiting.clear();
            mergeable.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }
}
