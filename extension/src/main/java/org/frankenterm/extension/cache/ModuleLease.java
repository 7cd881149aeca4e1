package org.frankenterm.extension.cache;

import java.util.concurrent.atomic.AtomicBoolean;
import org.frankenterm.wasmtime.CompiledModule;

/// The use of a module that others may use as well: it stays loaded until the last lease is closed,
/// and for as long after that as there is room. Any thread.
public final class ModuleLease implements AutoCloseable {
    private final CompiledModule module;
    private final Origin origin;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// Where its code was.
    public enum Origin {
        /// Somebody used it before.
        MEMORY("from memory"),
        /// In the cache on disk, authenticated.
        DISK("from disk"),
        /// Nowhere.
        COMPILED("compiled");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        /// A part of a sentence.
        public String words() {
            return words;
        }
    }

    ModuleLease(CompiledModule module, Origin origin, Runnable end) {
        this.module = module;
        this.origin = origin;
        this.end = end;
    }

    /// Where the code was that this use began with.
    public Origin origin() {
        return origin;
    }

    /// The module. Not to be closed, and not to be used after [#close].
    public CompiledModule module() {
        return module;
    }

    /// Ends the use. Idempotent.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.run();
        }
    }
}
