package org.frankenterm.extension.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.cache.ModuleLease.Origin;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.WasmtimeLibrary;
import org.jspecify.annotations.Nullable;

/// Compiled modules of one engine: in memory, else from disk, else compiled. However many threads
/// load a module at once, it is compiled once. Any thread.
public final class ModuleCache implements AutoCloseable {
    private final Engine engine;
    private final Toolchain toolchain;
    private final LoadedModules loaded;
    private final Disk disk;

    /// One for each module that is being loaded.
    private final Map<CacheKey, Turn> turns = new HashMap<>();

    /// How a module is compiled when nobody has its code.
    @FunctionalInterface
    public interface Compilation {
        /// Compiles it.
        ///
        /// @return the serialized code
        /// @throws ModuleRejected if it can't be
        byte[] compile() throws ModuleRejected;
    }

    /// Opens the cache on disk, at the first load that needs it.
    @FunctionalInterface
    interface DiskOpener {
        DiskCache open() throws CacheUnusable;
    }

    /// Waits for its turn, and counts who else does.
    private static final class Turn {
        final ReentrantLock lock = new ReentrantLock();
        int waiting;
    }

    ModuleCache(Engine engine, Toolchain toolchain, long maxBytes, @Nullable DiskOpener disk) {
        this.engine = engine;
        this.toolchain = toolchain;
        this.loaded = new LoadedModules(maxBytes);
        this.disk = new Disk(disk);
    }

    /// An empty cache before the user's cache on disk. Touches no file yet.
    ///
    /// @param engine whose modules; stays the caller's, and is closed after this
    /// @param environment `XDG_CACHE_HOME`, `XDG_STATE_HOME` and `HOME` say where it is
    /// @throws org.frankenterm.wasmtime.WasmtimeException if the library can't be used here
    public static ModuleCache open(
            Engine engine, Map<String, String> environment, ModuleCacheLimits limits) {
        long onDisk = limits.diskBytes();
        return new ModuleCache(
                engine,
                Toolchain.of(WasmtimeLibrary.require()),
                limits.memoryBytes(),
                onDisk == 0 ? null : () -> DiskCache.open(environment, onDisk));
    }

    /// Loads a module.
    ///
    /// @param wasm the binary; not kept
    /// @param structure of it
    /// @param compilation what to do if nobody has its code; called once for loads at the same time
    /// @param events hears on this thread of what the user should know
    /// @return the use of it, to be closed by the caller
    /// @throws ModuleRejected what `compilation` throws
    public ModuleLease load(
            byte[] wasm,
            ModuleStructure structure,
            Compilation compilation,
            Consumer<CacheEvent> events)
            throws ModuleRejected {
        CacheKey key = CacheKey.of(wasm, toolchain);
        Optional<ModuleLease> found = loaded.lease(key);
        if (found.isPresent()) {
            return found.get();
        }
        Turn turn = arrive(key);
        turn.lock.lock();
        try {
            Optional<ModuleLease> meanwhile = loaded.lease(key);
            return meanwhile.isPresent()
                    ? meanwhile.get()
                    : new Load(key, structure, events).run(compilation);
        } finally {
            turn.lock.unlock();
            leave(key, turn);
        }
    }

    private Turn arrive(CacheKey key) {
        synchronized (turns) {
            Turn turn = turns.computeIfAbsent(key, _ -> new Turn());
            turn.waiting++;
            return turn;
        }
    }

    private void leave(CacheKey key, Turn turn) {
        synchronized (turns) {
            turn.waiting--;
            if (turn.waiting == 0) {
                turns.remove(key);
            }
        }
    }

    /// One load past memory.
    private final class Load {
        private final CacheKey key;
        private final ModuleStructure structure;
        private final Consumer<CacheEvent> events;

        Load(CacheKey key, ModuleStructure structure, Consumer<CacheEvent> events) {
            this.key = key;
            this.structure = structure;
            this.events = events;
        }

        ModuleLease run(Compilation compilation) throws ModuleRejected {
            Optional<DiskCache> files = disk.open(events);
            Optional<ModuleLease> kept = files.flatMap(this::fromDisk);
            if (kept.isPresent()) {
                return kept.get();
            }
            byte[] code = compilation.compile();
            ModuleLease lease = lease(code, Origin.COMPILED);
            files.ifPresent(f -> f.write(key, code, events));
            return lease;
        }

        private Optional<ModuleLease> fromDisk(DiskCache files) {
            Optional<byte[]> code = files.read(key, events);
            try {
                return code.isPresent()
                        ? Optional.of(lease(code.get(), Origin.DISK))
                        : Optional.empty();
            } catch (ModuleRejected refused) {
                files.refused(key, "the engine refuses it: " + refused.getMessage(), events);
                return Optional.empty();
            }
        }

        private ModuleLease lease(byte[] code, Origin origin) throws ModuleRejected {
            CompiledModule module = CompiledModule.deserialize(engine, code, structure);
            return loaded.add(key, module, origin, code.length);
        }
    }

    /// The cache on disk, opened at most once: what is wrong with it is said once.
    private static final class Disk {
        private @Nullable DiskOpener opener;
        private @Nullable DiskCache opened;

        Disk(@Nullable DiskOpener opener) {
            this.opener = opener;
        }

        synchronized Optional<DiskCache> open(Consumer<CacheEvent> events) {
            DiskOpener first = opener;
            opener = null;
            if (first != null) {
                try {
                    opened = first.open();
                } catch (CacheUnusable unusable) {
                    events.accept(new CacheEvent.Unusable(unusable.why()));
                }
            }
            return Optional.ofNullable(opened);
        }
    }

    /// Code in memory.
    long loadedBytes() {
        return loaded.bytes();
    }

    /// Gives back what nobody uses, and the rest with the last lease. Idempotent.
    @Override
    public void close() {
        loaded.close();
    }
}
