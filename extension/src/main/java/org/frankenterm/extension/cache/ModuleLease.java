package org.frankenterm.extension.cache;

import java.util.concurrent.atomic.AtomicBoolean;
import org.frankenterm.wasmtime.CompiledModule;

/// The use of a module that others may use as well: it stays loaded until the last lease is closed,
/// and for as long after that as there is room. Any thread.
public final class ModuleLease implements AutoCloseable {
    private final CompiledModule module;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    ModuleLease(CompiledModule module, Runnable end) {
        this.module = module;
        this.end = end;
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
