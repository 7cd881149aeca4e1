package org.frankenterm.wasmtime.ffi;

/// The one way from a guest into Java: `wasmtime_func_unchecked_callback_t` for every host function
/// there is. `env` is the number of a [Target].
public final class HostCallTrampoline {
    /// What a host call reaches.
    @FunctionalInterface
    public interface Target {
        /// Runs on the guest's thread. Arguments and results share the slots.
        ///
        /// @param caller `wasmtime_caller_t*`, valid until this returns
        /// @param slots `wasmtime_val_raw_t*`, 16 bytes each
        /// @param count how many
        /// @return 0, or an owned `wasm_trap_t*` that ends the guest call
        long call(long caller, long slots, long count);
    }

    private static final Slab<Target> TARGETS = new Slab<>();
    private static final long STUB = Upcall.stub(HostCallTrampoline::enter);

    static {
        FailureApi.link();
    }

    private HostCallTrampoline() {}

    static long stub() {
        return STUB;
    }

    /// The number C will know the target by, until [#forget].
    public static long register(Target target) {
        return TARGETS.add(target);
    }

    public static void forget(long number) {
        TARGETS.remove(number);
    }

    /// How many targets are registered: a leak check for tests.
    public static int registered() {
        return TARGETS.size();
    }

    private static long enter(long env, long caller, long slots, long count) {
        try {
            return TARGETS.at(env).call(caller, slots, count);
        } catch (Throwable thrown) {
            return FailureApi.hostTrap();
        }
    }
}
