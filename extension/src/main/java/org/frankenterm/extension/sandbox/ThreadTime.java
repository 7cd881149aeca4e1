package org.frankenterm.extension.sandbox;

import org.frankenterm.extension.api.DispatchPolicy.ProcessorShare;
import org.frankenterm.posix.ClockId;
import org.frankenterm.posix.Clocks;
import org.frankenterm.posix.Result;

/// The processor time of the current thread. A system call, some 200 ns.
final class ThreadTime {
    private ThreadTime() {}

    /// What the thread has used ever, in nanoseconds; 0 where that isn't known.
    static long nanos() {
        return Clocks.nanos(ClockId.THREAD_CPU) instanceof Result.Ok<Long>(Long used) ? used : 0;
    }

    /// A meter that begins now, for this thread.
    static ProcessorMeter meter(ProcessorShare share) {
        return new ProcessorMeter(share, System.nanoTime(), nanos());
    }
}
