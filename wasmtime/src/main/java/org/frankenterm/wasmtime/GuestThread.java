package org.frankenterm.wasmtime;

import org.jspecify.annotations.Nullable;

/// A thread that guests run on: a daemon platform thread with a 4 MiB stack.
///
/// Guest frames live on the thread's own stack. The engine stops a recursion at 512 KiB of it; on a
/// thread of 512 KiB or less that check came too late and the JVM died, 4 MiB also leave room for
/// host functions. A virtual thread would hold its carrier for the whole call.
public final class GuestThread extends Thread {
    private static final long STACK_BYTES = 4L << 20;

    /// The store that is inside a call on this thread. Only this thread touches it.
    private @Nullable Store running;

    /// Makes a thread that is not started yet.
    ///
    /// @param name for thread dumps
    /// @param work what it does
    public GuestThread(String name, Runnable work) {
        super(null, work, name, STACK_BYTES);
        setDaemon(true);
    }

    /// @throws IllegalStateException if the current thread is another kind of thread
    static GuestThread current() {
        if (Thread.currentThread() instanceof GuestThread thread) {
            return thread;
        }
        throw new IllegalStateException("guests run on guest threads only");
    }

    @Nullable Store running() {
        return running;
    }

    void running(@Nullable Store store) {
        running = store;
    }
}
