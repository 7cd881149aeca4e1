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
        this.ticker = new EpochTicker(this::incrementEpoch);
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

    private void incrementEpoch() {
        handle.use(EngineApi::incrementEpoch);
    }

    /// Ends the ticker and gives the engine back. Stores and modules made of it stay valid: the
    /// library counts references. Calls still running lose their deadline, so close what runs
    /// first. Idempotent.
    @Override
    public void close() {
        ticker.close();
        handle.close();
    }
}
