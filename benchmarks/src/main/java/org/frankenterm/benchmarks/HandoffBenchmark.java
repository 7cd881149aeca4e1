package org.frankenterm.benchmarks;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What [FireBenchmark] costs without a guest: to another thread and back, through the same kind of
/// queue and future.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsPrepend = "-XX:+UseSerialGC")
public class HandoffBenchmark {
    private final BlockingQueue<CompletableFuture<Boolean>> queue = new ArrayBlockingQueue<>(256);
    private final Thread other = Thread.ofPlatform().daemon().unstarted(this::answer);

    /// Starts the other thread.
    @Setup
    public void open() {
        other.start();
    }

    private void answer() {
        try {
            while (true) {
                queue.take().complete(true);
            }
        } catch (InterruptedException closed) {
            // the end
        }
    }

    /// There and back.
    @Benchmark
    public boolean handoff() throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        queue.put(answer);
        return answer.get(50, TimeUnit.MILLISECONDS);
    }

    /// Ends the other thread.
    @TearDown
    public void close() {
        other.interrupt();
    }
}
