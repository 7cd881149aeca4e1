package org.frankenterm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.cache.ModuleCache;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.wasmtime.CompileLimits;
import org.frankenterm.wasmtime.Compiler;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
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

/// A module whose code is on disk: found, read, authenticated, loaded, and given back.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsPrepend = "-XX:+UseSerialGC")
public class ModuleLoadBenchmark {
    private static final ModuleCacheLimits ON_DISK_ONLY = new ModuleCacheLimits(0, 512L << 20);

    /// Where it is; another one by `-p module=PATH`.
    @Param({"examples/hello-rust/main.wasm", "examples/hello-java/hello.wasm"})
    private String module = "";

    private final WasmRuntime runtime = WasmRuntime.shared();
    private final Compiler compiler = Compiler.open();
    private Path folder = Path.of("");
    private byte[] wasm = {};
    private ModuleStructure structure;
    private ModuleCache cache;

    /// Compiles it into a cache of its own.
    @Setup
    public void open() throws IOException, ModuleRejected {
        folder = Files.createTempDirectory("module-load");
        wasm = Files.readAllBytes(Path.of(module));
        structure = ModuleStructure.read(wasm, ModuleLimits.COMMAND);
        cache =
                runtime.openCache(
                        Map.of(
                                "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                                "XDG_STATE_HOME", folder.resolve("state").toString()),
                        ON_DISK_ONLY);
        load(() -> compiler.compile(wasm, CompileLimits.ofCommand(wasm.length))).close();
    }

    private ModuleLease load(ModuleCache.Compilation compilation) throws ModuleRejected {
        return cache.load(
                wasm,
                structure,
                compilation,
                event -> {
                    throw new IllegalStateException(event.message());
                });
    }

    /// From disk, each time.
    @Benchmark
    public boolean fromDisk() throws ModuleRejected {
        try (ModuleLease lease =
                load(() -> {
                    throw new IllegalStateException("it is not on disk");
                })) {
            return lease.module().structure().hasStart();
        }
    }

    /// Deletes the cache.
    @TearDown
    public void close() throws IOException {
        cache.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
