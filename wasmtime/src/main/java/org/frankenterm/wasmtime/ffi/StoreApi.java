package org.frankenterm.wasmtime.ffi;

/// Stores, their limits, fuel and epochs: `wasmtime/store.h`. One thread per store at a time.
public final class StoreApi {
    private static final Downcall NEW = Symbols.bind("wasmtime_store_new", 3);
    private static final Downcall DELETE = Symbols.bind("wasmtime_store_delete", 1);
    private static final Downcall CONTEXT = Symbols.bind("wasmtime_store_context", 1);
    private static final Downcall LIMITER = Symbols.bind("wasmtime_store_limiter", 6);
    private static final Downcall EPOCH_CALLBACK =
            Symbols.bind("wasmtime_store_epoch_deadline_callback", 4);
    private static final Downcall SET_FUEL = Symbols.bind("wasmtime_context_set_fuel", 2);
    private static final Downcall GET_FUEL = Symbols.bind("wasmtime_context_get_fuel", 2);

    private StoreApi() {}

    public static NativeHandle open(long engine) {
        return new NativeHandle("store", NEW.call(engine, 0, 0), DELETE::call);
    }

    /// `wasmtime_context_t*`, an interior pointer: valid as long as the store.
    public static long context(long store) {
        return CONTEXT.call(store);
    }

    /// At most one instance and one memory, of `memoryBytes`; tables of `tableElements`.
    public static void limit(long store, long memoryBytes, long tableElements, long tables) {
        LIMITER.call(store, memoryBytes, tableElements, 1, tables, 1);
    }

    /// Asks the supplier registered in [EpochTrampoline] under `number` at each epoch. Nothing sets
    /// the deadline besides the answers: a call that begins after it has passed is asked about at
    /// once, which costs an upcall for each tick and not a downcall for each call.
    public static void onEpoch(long store, long number) {
        EPOCH_CALLBACK.call(store, EpochTrampoline.stub(), number, 0);
    }

    /// Sets the fuel left.
    public static void refuel(long context, long fuel) {
        long error = SET_FUEL.call(context, fuel);
        if (error != 0) {
            throw new IllegalStateException(FailureApi.consumeError(error));
        }
    }

    /// The fuel left.
    public static long fuel(long context, CallFrame frame) {
        long error = GET_FUEL.call(context, frame.fuelSlot());
        if (error != 0) {
            throw new IllegalStateException(FailureApi.consumeError(error));
        }
        return RawMemory.longAt(frame.fuelSlot());
    }
}
