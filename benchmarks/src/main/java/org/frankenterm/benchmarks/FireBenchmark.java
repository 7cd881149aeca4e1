package org.frankenterm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.LoadRequest;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.wasmtime.Wat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// An event fired from another thread at one extension, until its report is there.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsPrepend = "-XX:+UseSerialGC")
public class FireBenchmark {
    private static final Event EVENT = Event.of("config.reload");

    /// The handler that hears it.
    @Param({HookModule.EMPTY, HookModule.THREE})
    public String handler;

    private ExtensionHost host;

    /// Loads the extension and fires once, which makes its guest.
    @Setup
    public void open() throws IOException, InterruptedException {
        Path module = Files.createTempFile("hooks", ".wasm");
        try {
            Files.write(module, Wat.toBinary(HookModule.TEXT));
            host =
                    ExtensionHost.open(
                            HostConfig.standard()
                                    .withModuleCache(ModuleCacheLimits.NONE)
                                    .withEnvironment(
                                            Map.of("HOME", "/home/user", "RUST_LOG", "error")));
            host.load(new LoadRequest(module, List.of(handler), List.of("environment=HOME")));
        } finally {
            Files.delete(module);
        }
        if (!fire().handlers().stream().allMatch(report -> report.outcome().completed())) {
            throw new IllegalStateException("the guest didn't do its work");
        }
    }

    /// There and back.
    @Benchmark
    public DispatchReport fire() throws InterruptedException {
        return host.fire(EVENT);
    }

    /// Ends the extension.
    @TearDown
    public void close() {
        host.close();
    }
}
