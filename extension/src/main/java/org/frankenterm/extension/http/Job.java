package org.frankenterm.extension.http;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Work that blocks, on a thread of its own, for a thread that waits for it and may have to leave
/// first. Nothing of the waiting thread's reaches the work but what it was made from.
final class Job<T> {
    /// What is done.
    interface Work<T> {
        /// Does it. On the job's thread.
        T run() throws IOException, HttpProblem;

        /// Ends it soon, whatever it waits for; its result is of no interest any more. Any thread;
        /// harmless when it has ended.
        void abort();
    }

    private final Thread waiter = Thread.currentThread();
    private final Work<T> work;
    private @Nullable T result;
    private @Nullable Throwable thrown;

    /// Written last.
    private volatile boolean done;

    private Job(Work<T> work) {
        this.work = work;
    }

    /// Starts work for the thread that calls this.
    static <T> Job<T> start(String thread, Work<T> work) {
        Job<T> job = new Job<>(work);
        Thread.ofPlatform().daemon().name(thread).start(job::run);
        return job;
    }

    private void run() {
        try {
            result = work.run();
        } catch (Throwable t) { // whatever it is belongs to the thread that waits
            thrown = t;
        } finally {
            done = true;
            LockSupport.unpark(waiter);
        }
    }

    /// Whether it has ended. Any thread.
    boolean done() {
        return done;
    }

    /// What came of it, once it is done.
    T result() throws IOException, HttpProblem {
        switch (thrown) {
            case null -> {}
            case IOException e -> throw e;
            case HttpProblem e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        if (result == null) {
            throw new IllegalStateException("the work is not done");
        }
        return result;
    }

    void abort() {
        work.abort();
    }
}
