package org.frankenterm.wasmtime.ffi;

/// Engines: `wasmtime/engine.h`, and the configuration of `native/src/lib.rs`.
public final class EngineApi {
    private static final Downcall CONFIG_NEW = Symbols.bind("frankenterm_config_new", 0);
    private static final Downcall NEW = Symbols.bind("wasm_engine_new_with_config", 1);
    private static final Downcall DELETE = Symbols.bind("wasm_engine_delete", 1);
    private static final Downcall INCREMENT_EPOCH =
            Symbols.bind("wasmtime_engine_increment_epoch", 1);

    private EngineApi() {}

    /// An owned engine of the one configuration, which it consumes.
    public static NativeHandle open() {
        return new NativeHandle("engine", NEW.call(CONFIG_NEW.call()), DELETE::call);
    }

    /// Any thread.
    public static void incrementEpoch(long engine) {
        INCREMENT_EPOCH.call(engine);
    }
}
