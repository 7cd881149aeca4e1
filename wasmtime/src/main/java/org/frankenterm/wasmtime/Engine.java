package org.frankenterm.wasmtime;

import org.frankenterm.wasmtime.ffi.EngineApi;
import org.frankenterm.wasmtime.ffi.NativeHandle;

/// A compilation context with the one hardened configuration. A process needs one; modules, linkers
/// and stores of different engines don't mix. Thread-safe.
///
/// Source: `wasmtime/engine.h`; the configuration is in `native/src/lib.rs`.
public final class Engine implements AutoCloseable {
    private final NativeHandle handle;
    private final EpochTicker ticker;

    private Engine(NativeHandle handle) {
        this.handle = handle;
        // The ticker has a use of its own: it outlives a close while a guest still runs.
        long pointer = handle.acquire();
        this.ticker = new EpochTicker(() -> EngineApi.incrementEpoch(pointer), handle::release);
    }

    /// Makes an engine, loading the library if this is the first use of it.
    ///
    /// @return an engine that the caller owns
    /// @throws WasmtimeException if the library can't be used here; the message names the cure
    public static Engine open() {
        WasmtimeLibrary.require();
        return new Engine(EngineApi.open());
    }

    NativeHandle handle() {
        return handle;
    }

    EpochTicker ticker() {
        return ticker;
    }

    /// Gives the engine back: nothing new can be made of it and no call can start. Calls that run
    /// keep their deadlines, and the engine with its thread ends after the last of them. Modules,
    /// linkers and stores are still to be closed. Idempotent.
    @Override
    public void close() {
        ticker.close();
        handle.close();
    }
}
