package org.frankenterm.extension.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

/// Threads that begin their work at the same moment. What any of them throws is thrown to the test,
/// when all have ended.
public final class Crowd {
    /// More than the machine has, so that some are stopped in the middle of things.
    public static final int THREADS = 8;

    private Crowd() {}

    /// What one of them does.
    @FunctionalInterface
    public interface Work {
        /// Runs it; `thread` counts from 0.
        void run(int thread) throws Exception;
    }

    /// What one of them does, and what came of it.
    ///
    /// @param <T> the result
    @FunctionalInterface
    public interface Task<T> {
        /// Runs it; `thread` counts from 0.
        T run(int thread) throws Exception;
    }

    /// All do the same.
    public static void run(Work work) throws Exception {
        ask(thread -> {
            work.run(thread);
            return thread;
        });
    }

    /// Each does something else, one thread for each.
    public static void run(List<Work> works) throws Exception {
        all(
                IntStream.range(0, works.size())
                        .mapToObj(thread ->
                                (Task<Integer>)
                                        number -> {
                                            works.get(thread).run(number);
                                            return number;
                                        })
                        .toList());
    }

    /// All do the same, and each has a result.
    ///
    /// @param <T> of this type
    /// @return by thread
    public static <T> List<T> ask(Task<T> task) throws Exception {
        return all(IntStream.range(0, THREADS).mapToObj(_ -> task).toList());
    }

    private static <T> List<T> all(List<Task<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<FutureTask<T>> running = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            int thread = i;
            FutureTask<T> one =
                    new FutureTask<>(() -> {
                        start.await();
                        return tasks.get(thread).run(thread);
                    });
            running.add(one);
            Thread.ofPlatform().daemon().name("crowd-" + thread).start(one);
        }
        return results(running);
    }

    private static <T> List<T> results(List<FutureTask<T>> running) throws Exception {
        List<T> results = new ArrayList<>();
        List<ExecutionException> failures = new ArrayList<>();
        for (FutureTask<T> one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException failed) {
                failures.add(failed);
            }
        }
        if (failures.isEmpty()) {
            return results;
        }
        ExecutionException first = failures.removeFirst();
        failures.forEach(first::addSuppressed);
        throw first;
    }
}
