package org.frankenterm.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells a person what takes so long. Says nothing where nobody watches, or when the work is done
/// soon.
final class Progress implements AutoCloseable {
    /// What takes longer makes people wonder (a third of a second passes unnoticed).
    static final Duration PATIENCE = Duration.ofMillis(400);

    private final CountDownLatch done = new CountDownLatch(1);

    private final boolean watched;

    private Progress(boolean watched) {
        this.watched = watched;
    }

    /// Begins to watch; the work ends with [#close].
    ///
    /// @param doing what is done, such as `compiling hello`
    static Progress of(String doing, Invocation invocation, Duration patience) {
        Progress progress = new Progress(invocation.streams().errIsTerminal());
        if (progress.watched) {
            Thread.ofVirtual().start(() -> progress.watch(doing, invocation, patience));
        }
        return progress;
    }

    /// Whether somebody would be told.
    boolean watched() {
        return watched;
    }

    private void watch(String doing, Invocation invocation, Duration patience) {
        try {
            if (!done.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                invocation.say(doing + " …");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
