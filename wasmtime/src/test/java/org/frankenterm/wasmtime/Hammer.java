package org.frankenterm.wasmtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/// Runs the same work on several threads at once; what any of them throws is thrown to the test.
public final class Hammer {
    /// More than the machine has, so that some are stopped in the middle of things.
    public static final int THREADS = 8;

    private Hammer() {}

    /// One thread's share.
    @FunctionalInterface
    public interface Work {
        /// Runs it; `thread` counts from 0.
        void run(int thread) throws Exception;
    }

    /// On ordinary threads.
    public static void run(Work work) throws Exception {
        run(work, Thread::new);
    }

    /// On guest threads.
    public static void runOnGuestThreads(Work work) throws Exception {
        run(work, task -> new GuestThread("hammer", task));
    }

    private static void run(Work work, Function<Runnable, Thread> threads) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            FutureTask<Boolean> task =
                    new FutureTask<>(() -> {
                        start.await();
                        work.run(thread);
                        return true;
                    });
            tasks.add(task);
            threads.apply(task).start();
        }
        for (FutureTask<Boolean> task : tasks) {
            task.get();
        }
    }
}
