package org.frankenterm.wasmtime;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
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
        private volatile boolean active;
    }

    private final Runnable incrementEpoch;
    private final CopyOnWriteArrayList<Activity> activities = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "frankenterm-epoch-ticker");
    private volatile boolean idle;
    private volatile boolean closed;

    EpochTicker(Runnable incrementEpoch) {
        this.incrementEpoch = incrementEpoch;
        thread.setDaemon(true);
        thread.start();
    }

    Activity register() {
        Activity activity = new Activity();
        activities.add(activity);
        return activity;
    }

    void remove(Activity activity) {
        activities.remove(activity);
    }

    void enter(Activity activity) {
        activity.active = true;
        if (idle) {
            idle = false;
            LockSupport.unpark(thread);
        }
    }

    void exit(Activity activity) {
        activity.active = false;
    }

    private void run() {
        int quietTicks = 0;
        while (!closed) {
            LockSupport.parkNanos(this, TICK_NANOS);
            if (anyActive()) {
                incrementEpoch.run();
                quietTicks = 0;
            } else if (++quietTicks >= TICKS_BEFORE_IDLE) {
                sleep();
                quietTicks = 0;
            }
        }
    }

    private void sleep() {
        idle = true;
        while (idle && !closed && !anyActive()) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private boolean anyActive() {
        for (Activity activity : activities) {
            if (activity.active) {
                return true;
            }
        }
        return false;
    }

    /// Ends the thread and waits for it, so that no tick reaches an engine that is being deleted.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
