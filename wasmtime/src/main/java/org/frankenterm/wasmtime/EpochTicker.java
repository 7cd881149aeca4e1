package org.frankenterm.wasmtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// The clock of an engine's deadlines: one daemon thread that increments the epoch every 10 ms
/// while a guest call is active, and sleeps when none has been for a second.
///
/// A call announces itself by setting [Activity#active] (a volatile write) and then reading
/// [#idle]; the ticker writes `idle` and then reads every activity. One of the two sees the other,
/// so no call runs without ticks, and a call costs no more than two writes: waking a thread at each
/// would cost more than the call.
final class EpochTicker implements AutoCloseable {
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /// Ticks without an active call before the ticker sleeps.
    private static final int TICKS_BEFORE_IDLE = 100;

    /// Whether a store is inside a call. Written by its thread, read by the ticker.
    static final class Activity {
        private final AtomicBoolean active = new AtomicBoolean();
    }

    private final Runnable incrementEpoch;
    private final Runnable ended;

    /// Replaced as a whole: a tick goes through it without allocating, so that guests stop at their
    /// deadlines although the heap is full.
    private volatile Activity[] activities = {};

    private final Thread thread = new Thread(this::run, "frankenterm-epoch-ticker");
    private int quietTicks;
    private volatile boolean idle;
    private volatile boolean closed;

    /// Starts the thread.
    ///
    /// @param incrementEpoch one tick
    /// @param ended runs last, after which there are no more ticks
    EpochTicker(Runnable incrementEpoch, Runnable ended) {
        this.incrementEpoch = incrementEpoch;
        this.ended = ended;
        thread.setDaemon(true);
        thread.start();
    }

    synchronized Activity register() {
        Activity activity = new Activity();
        Activity[] more = Arrays.copyOf(activities, activities.length + 1);
        more[more.length - 1] = activity;
        activities = more;
        return activity;
    }

    synchronized void remove(Activity activity) {
        List<Activity> fewer = new ArrayList<>(Arrays.asList(activities));
        fewer.remove(activity);
        activities = fewer.toArray(Activity[]::new);
    }

    /// Announces a call.
    ///
    /// @throws IllegalStateException if closed: the call would have no deadline
    void enter(Activity activity) {
        activity.active.set(true);
        if (closed) {
            activity.active.set(false);
            throw new IllegalStateException("this engine is already closed");
        }
        if (idle) {
            idle = false;
            LockSupport.unpark(thread);
        }
    }

    void exit(Activity activity) {
        activity.active.setRelease(false);
    }

    private void run() {
        boolean more = true;
        while (more) {
            try {
                more = tick();
            } catch (OutOfMemoryError full) {
                // Somebody else's: a clock that ended would leave every guest without a deadline.
            }
        }
        ended.run();
    }

    /// One turn; false when closed and nothing runs any more.
    private boolean tick() {
        LockSupport.parkNanos(this, TICK_NANOS);
        if (anyActive()) {
            incrementEpoch.run();
            quietTicks = 0;
            return true;
        }
        if (++quietTicks >= TICKS_BEFORE_IDLE) {
            sleep();
        }
        return !closed || anyActive();
    }

    private void sleep() {
        quietTicks = 0;
        idle = true;
        while (idle && !closed && !anyActive()) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private boolean anyActive() {
        for (Activity activity : activities) {
            if (activity.active.get()) {
                return true;
            }
        }
        return false;
    }

    boolean idle() {
        return idle;
    }

    Thread thread() {
        return thread;
    }

    /// Takes no more calls, and ends the thread when those that run have ended. Idempotent.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
