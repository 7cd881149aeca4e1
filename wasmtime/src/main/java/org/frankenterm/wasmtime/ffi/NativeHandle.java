package org.frankenterm.wasmtime.ffi;

import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/// An owned pointer: taken once, given back once, never used after. Thread-safe, and nobody waits:
/// a pointer that is closed while it is in use is deleted by its last user, so a guest that runs
/// inside a use holds up nobody else.
public final class NativeHandle implements AutoCloseable {
    private final String what;
    private final long address;
    private final LongConsumer delete;
    private int users;
    private boolean closed;

    /// Takes ownership.
    ///
    /// @param what the noun for messages, such as `"module"`
    /// @param address not 0
    /// @param delete the library's function that frees it; runs on the thread that ends the last
    ///   use
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
    public <T> T with(LongFunction<T> use) {
        long pointer = acquire();
        try {
            return use.apply(pointer);
        } finally {
            release();
        }
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

    /// Starts a use that outlasts this call: the pointer stays valid until [#release].
    ///
    /// @throws IllegalStateException if closed
    public synchronized long acquire() {
        if (closed) {
            throw new IllegalStateException("this " + what + " is already closed");
        }
        users++;
        return address;
    }

    /// Ends a use that [#acquire] started.
    public void release() {
        if (leave()) {
            delete.accept(address);
        }
    }

    private synchronized boolean leave() {
        users--;
        return closed && users == 0;
    }

    /// Takes no more uses, and deletes the object now or at the end of the last one. A second call
    /// does nothing.
    @Override
    public void close() {
        if (shut()) {
            delete.accept(address);
        }
    }

    private synchronized boolean shut() {
        boolean first = !closed;
        closed = true;
        return first && users == 0;
    }
}
