package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.Wat;

/// A user's cache in a folder of the test's, and a module to load through it. Each [#load] is that
/// of a new process: nothing is in memory.
final class CacheFixture {
    static final Engine ENGINE = Engine.open();
    static final Toolchain TOOLCHAIN = new Toolchain("library", "configuration", "target");
    private static final long MAX_BYTES = 1 << 20;

    final Path cache;
    final Path keyFile;
    final Map<String, String> environment;
    final List<CacheEvent> events = new CopyOnWriteArrayList<>();
    final AtomicInteger compilations = new AtomicInteger();
    final byte[] wasm;
    Toolchain toolchain = TOOLCHAIN;
    long maxBytes = MAX_BYTES;

    CacheFixture(Path folder) {
        this(folder, "marker");
    }

    /// @param name of the module's one export, so that modules differ
    CacheFixture(Path folder, String name) {
        environment =
                Map.of(
                        "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                        "XDG_STATE_HOME", folder.resolve("state").toString());
        cache = folder.resolve("cache/frankenterm/wasm-cache");
        keyFile = folder.resolve("state/frankenterm/cache.key");
        wasm = Wat.toBinary("(module (func (export \"%s\")))".formatted(name));
    }

    ModuleCache open() {
        return new ModuleCache(
                ENGINE, toolchain, MAX_BYTES, () -> DiskCache.open(environment, maxBytes));
    }

    ModuleLease load(ModuleCache from) throws ModuleRejected {
        ModuleStructure structure = ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
        return from.load(wasm, structure, this::compile, events::add);
    }

    byte[] compile() throws ModuleRejected {
        compilations.incrementAndGet();
        try (CompiledModule module = CompiledModule.compile(ENGINE, wasm)) {
            return module.serialize();
        }
    }

    /// Loads it as a new process would, and looks at what was loaded.
    void load() throws ModuleRejected {
        try (ModuleCache fresh = open();
                ModuleLease lease = load(fresh)) {
            assertThat(lease.module().structure().exports()).hasSize(1);
            assertThat(lease.module().importNames()).isEmpty();
        }
    }

    /// Loads it, and says how often it was compiled for that.
    int compilationsOfALoad() throws ModuleRejected {
        int before = compilations.get();
        load();
        return compilations.get() - before;
    }

    CacheKey key() {
        return CacheKey.of(wasm, toolchain);
    }

    Path file() {
        return cache.resolve(key().name() + ".cwasm");
    }

    /// What is in the folder, names only.
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /// The file distrusted last, and why; nothing else happened.
    String distrust() {
        assertThat(events).hasSize(1);
        CacheEvent event = events.removeFirst();
        assertThat(event).isInstanceOf(CacheEvent.Distrusted.class);
        assertThat(event.message())
                .startsWith("distrusted the compiled code in " + cache)
                .endsWith("; it was compiled again");
        return ((CacheEvent.Distrusted) event).why();
    }

    /// Why there is no cache on disk; nothing else happened.
    String unusable() {
        assertThat(events).hasSize(1);
        CacheEvent event = events.removeFirst();
        assertThat(event).isInstanceOf(CacheEvent.Unusable.class);
        return ((CacheEvent.Unusable) event).why();
    }
}
