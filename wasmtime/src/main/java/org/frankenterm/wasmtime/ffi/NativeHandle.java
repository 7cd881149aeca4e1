package org.frankenterm.wasmtime.ffi;

import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/// An owned pointer: taken once, given back once, never used after. Thread-safe: a use and the
/// close exclude each other, so that no thread deletes what another one is just passing to the
/// library.
public final class NativeHandle implements AutoCloseable {
    private final String what;
    private final LongConsumer delete;
    private long address;

    /// Takes ownership.
    ///
    /// @param what the noun for messages, such as `"module"`
    /// @param address not 0
    /// @param delete the library's function that frees it
    public NativeHandle(String what, long address, LongConsumer delete) {
        if (address == 0) {
            throw new IllegalStateException("the library made no " + what);
        }
        this.what = what;
        this.address = address;
        this.delete = delete;
    }

    /// Passes the pointer to `use` and returns its result. The pointer must not leave it.
    ///
    /// @throws IllegalStateException if closed
    public synchronized <T> T with(LongFunction<T> use) {
        if (address == 0) {
            throw new IllegalStateException("this " + what + " is already closed");
        }
        return use.apply(address);
    }

    /// Passes the pointer to `use`. The pointer must not leave it.
    ///
    /// @throws IllegalStateException if closed
    public void use(LongConsumer use) {
        with(pointer -> {
            use.accept(pointer);
            return true;
        });
    }

    public synchronized boolean closed() {
        return address == 0;
    }

    /// Deletes the object; a second call does nothing.
    @Override
    public synchronized void close() {
        long owned = address;
        address = 0;
        if (owned != 0) {
            delete.accept(owned);
        }
    }
}
