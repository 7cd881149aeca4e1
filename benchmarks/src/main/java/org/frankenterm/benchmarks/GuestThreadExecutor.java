package org.frankenterm.benchmarks;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.frankenterm.wasmtime.GuestThread;

/// JMH's workers as guest threads, which guests run on alone. JMH makes it by name, see [#EXECUTOR]
/// and [#CLASS].
public final class GuestThreadExecutor extends ThreadPoolExecutor {
    /// A JVM option that has JMH make its own executor from a class.
    public static final String EXECUTOR = "-Djmh.executor=CUSTOM";

    /// The option that names this class.
    public static final String CLASS =
            "-Djmh.executor.class=org.frankenterm.benchmarks.GuestThreadExecutor";

    /// Makes as many threads as JMH wants workers.
    public GuestThreadExecutor(int threads, String name) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> new GuestThread(name, work));
    }
}
