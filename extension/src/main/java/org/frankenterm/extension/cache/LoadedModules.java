package org.frankenterm.extension.cache;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.wasmtime.CompiledModule;

/// The modules that are loaded: those in use, and of the others those used last, as many as there
/// is room for. Any thread.
final class LoadedModules implements AutoCloseable {
    private final long maxBytes;
    private final Map<CacheKey, Loaded> all = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private boolean closed;

    private static final class Loaded {
        final CompiledModule module;
        final long bytes;
        int users;

        Loaded(CompiledModule module, long bytes) {
            this.module = module;
            this.bytes = bytes;
        }
    }

    /// Nothing loaded.
    ///
    /// @param maxBytes of code; what is in use counts, and stays even if it is more
    LoadedModules(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Another use of a module, if it is loaded.
    synchronized Optional<ModuleLease> lease(CacheKey key) {
        Loaded found = all.get(key);
        return found == null
                ? Optional.empty()
                : Optional.of(lease(found, ModuleLease.Origin.MEMORY));
    }

    /// The first use of a module.
    ///
    /// @param module which this owns from now on
    /// @param origin where it is from
    /// @param size of its code in bytes
    ModuleLease add(CacheKey key, CompiledModule module, ModuleLease.Origin origin, long size) {
        ModuleLease lease;
        List<Loaded> evicted;
        synchronized (this) {
            Loaded added = new Loaded(module, size);
            if (all.putIfAbsent(key, added) != null) {
                throw new IllegalStateException("this module is loaded already");
            }
            bytes += size;
            lease = lease(added, origin);
            evicted = evict();
        }
        evicted.forEach(old -> old.module.close());
        return lease;
    }

    private ModuleLease lease(Loaded found, ModuleLease.Origin origin) {
        found.users++;
        return new ModuleLease(found.module, origin, () -> release(found));
    }

    private void release(Loaded used) {
        List<Loaded> evicted;
        synchronized (this) {
            used.users--;
            evicted = evict();
        }
        evicted.forEach(old -> old.module.close());
    }

    /// Takes out what nobody uses, the one used longest ago first, until the rest fits. Whoever
    /// calls closes it, outside the lock.
    private List<Loaded> evict() {
        long room = closed ? 0 : maxBytes;
        List<Loaded> evicted = new ArrayList<>();
        Iterator<Loaded> oldestFirst = all.values().iterator();
        while (bytes > room && oldestFirst.hasNext()) {
            Loaded next = oldestFirst.next();
            if (next.users == 0) {
                oldestFirst.remove();
                bytes -= next.bytes;
                evicted.add(next);
            }
        }
        return evicted;
    }

    /// The code of all that are loaded.
    synchronized long bytes() {
        return bytes;
    }

    /// Closes what nobody uses, and the rest at the end of its last use. Idempotent.
    @Override
    public void close() {
        List<Loaded> evicted;
        synchronized (this) {
            closed = true;
            evicted = evict();
        }
        evicted.forEach(old -> old.module.close());
    }
}
