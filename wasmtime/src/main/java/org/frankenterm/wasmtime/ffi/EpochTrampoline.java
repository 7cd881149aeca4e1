package org.frankenterm.wasmtime.ffi;

import java.util.function.BooleanSupplier;

/// The store's epoch deadline callback (`wasmtime_store_epoch_deadline_callback`): asked at a
/// loop's back edge or a function's entry after each tick whether the guest may go on. `data` is
/// the number of a supplier.
public final class EpochTrampoline {
    private static final Slab<BooleanSupplier> STORES = new Slab<>();
    private static final long STUB =
            Upcall.stub((_, data, delta, kind) -> enter(data, delta, kind));
    static final byte CONTINUE = 0;

    static {
        FailureApi.link();
    }

    private EpochTrampoline() {}

    static long stub() {
        return STUB;
    }

    /// The number C will know the store by, until [#forget]. `mayGoOn` runs on the guest's thread.
    public static long register(BooleanSupplier mayGoOn) {
        return STORES.add(mayGoOn);
    }

    public static void forget(long number) {
        STORES.remove(number);
    }

    private static long enter(long data, long delta, long kind) {
        try {
            if (STORES.at(data).getAsBoolean()) {
                RawMemory.putLong(delta, 1);
                RawMemory.putByte(kind, CONTINUE);
                return 0;
            }
        } catch (Throwable thrown) {
            // Asked and not answered: stop, a limit fails closed.
        }
        return FailureApi.interruptError();
    }
}
