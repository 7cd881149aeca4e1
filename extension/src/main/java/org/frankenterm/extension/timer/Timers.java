package org.frankenterm.extension.timer;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The timers of one instance: timeouts, which are due once, and intervals. Times are on the scale
/// of [System#nanoTime], and passed in. One thread.
///
/// @param <T> what is kept with a timer
public final class Timers<T> {
    /// How many may be live at a time.
    public static final int MAX_LIVE = 64;

    /// The shortest time, in milliseconds; a shorter one is taken for this.
    public static final long MIN_MILLIS = 10;

    /// A timer that is due.
    ///
    /// @param id what [#set] gave
    /// @param repeats whether it is an interval
    /// @param what is kept with it
    /// @param <T> what that is
    public record Due<T>(int id, boolean repeats, T what) {}

    private final class Timer {
        private final int id;
        private final long intervalNanos;
        private final T what;
        private final boolean repeats;
        private final long order;
        private long due;

        Timer(int id, long now, long intervalNanos, boolean repeats, T what) {
            this.id = id;
            this.intervalNanos = intervalNanos;
            this.repeats = repeats;
            this.what = what;
            this.order = ++sets;
            this.due = now + intervalNanos;
        }

        /// The first time of its rhythm that is still to come: what was missed is not made up for.
        void next(long now) {
            due += (Math.max(0, now - due) / intervalNanos + 1) * intervalNanos;
        }
    }

    private final PriorityQueue<Timer> queue = new PriorityQueue<>(this::earlier);
    private final Map<Integer, Timer> live = new HashMap<>();
    private long sets;
    private int lastId;

    private int earlier(Timer a, Timer b) {
        long difference = a.due - b.due; // the scale may wrap
        return difference == 0 ? Long.compare(a.order, b.order) : Long.signum(difference);
    }

    /// Sets a timer.
    ///
    /// @param now the time
    /// @param millis until it is due, and then between its times; 0 to 4,294,967,295
    /// @param repeats whether it is an interval
    /// @param what to keep with it
    /// @return its number, from 1, not used again before some two thousand million others were;
    ///   empty if there are [#MAX_LIVE] already
    public OptionalInt set(long now, long millis, boolean repeats, T what) {
        if (live.size() >= MAX_LIVE) {
            return OptionalInt.empty();
        }
        do {
            lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
        } while (live.containsKey(lastId));
        long nanos = TimeUnit.MILLISECONDS.toNanos(Math.max(millis, MIN_MILLIS));
        Timer timer = new Timer(lastId, now, nanos, repeats, what);
        live.put(lastId, timer);
        queue.add(timer);
        return OptionalInt.of(lastId);
    }

    /// Clears a timer: it is not due again.
    ///
    /// @return false if there is none of this number
    public boolean clear(int id) {
        Timer timer = live.remove(id);
        return timer != null && queue.remove(timer);
    }

    /// When the next one is due; empty if there is none.
    public OptionalLong next() {
        Timer first = queue.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.due);
    }

    /// The timer that has been due for longest. A timeout is gone then; an interval is due again,
    /// in its rhythm, once for all the times that were missed.
    ///
    /// @return null if none is due
    public @Nullable Due<T> poll(long now) {
        Timer first = queue.peek();
        if (first == null || first.due - now > 0) {
            return null;
        }
        queue.remove();
        if (first.repeats) {
            first.next(now);
            queue.add(first);
        } else {
            live.remove(first.id);
        }
        return new Due<>(first.id, first.repeats, first.what);
    }

    /// How many are live.
    public int size() {
        return live.size();
    }

    /// Clears all.
    public void clear() {
        queue.clear();
        live.clear();
    }
}
