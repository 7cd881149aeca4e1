package org.frankenterm.extension;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Looks after events that nobody waits for any more: that a stuck guest is reported all the same.
/// A thread while there are some.
final class FiringWatch implements AutoCloseable {
    private final Set<Firing> firings = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean closed;

    /// Watches until the last handler has ended.
    void add(Firing firing) {
        if (firing.done() || closed) {
            return;
        }
        firings.add(firing);
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("frankenterm-dispatch-watch").start(this::run);
        }
    }

    private void run() {
        do {
            running.setOpaque(true);
            while (!firings.isEmpty() && !closed) {
                LockSupport.parkNanos(this, Firing.LOOK_NANOS);
                firings.removeIf(Firing::done);
                firings.forEach(Firing::look);
            }
            running.set(false);
        } while (!firings.isEmpty() && !closed && running.compareAndSet(false, true));
    }

    /// Watches nothing more.
    @Override
    public void close() {
        closed = true;
        firings.clear();
    }
}
