package org.frankenterm.wasmtime.ffi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// A C function whose every argument and result is passed as a 64-bit integer.
///
/// Pointers, `size_t` and `uint64_t` are 64 bits wide; `bool` and `uint8_t` arguments are read from
/// the low bits of their register by the callee (System V AMD64 and AAPCS64), and such a result has
/// to be masked by the caller. A `void` result is whatever the register held: nobody looks at it.
/// So all functions of one arity share one shape, and a process links at most ten: each further
/// shape costs 5–30 ms at start.
///
/// Held in `static final` fields: HotSpot trusts a record's fields, so the handle is a constant to
/// it.
///
/// @param handle from [#link]
record Downcall(MethodHandle handle) {
    @SuppressWarnings("restricted")
    static Downcall link(MemorySegment function, int arity) {
        MemoryLayout[] arguments = new MemoryLayout[arity];
        Arrays.fill(arguments, JAVA_LONG);
        FunctionDescriptor shape = FunctionDescriptor.of(JAVA_LONG, arguments);
        return new Downcall(Linker.nativeLinker().downcallHandle(function, shape));
    }

    long call() {
        try {
            return (long) handle.invokeExact();
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long call(long a) {
        try {
            return (long) handle.invokeExact(a);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long call(long a, long b) {
        try {
            return (long) handle.invokeExact(a, b);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long call(long a, long b, long c) {
        try {
            return (long) handle.invokeExact(a, b, c);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long call(long a, long b, long c, long d) {
        try {
            return (long) handle.invokeExact(a, b, c, d);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long call(long a, long b, long c, long d, long e) {
        try {
            return (long) handle.invokeExact(a, b, c, d, e);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    long call(long a, long b, long c, long d, long e, long f) {
        try {
            return (long) handle.invokeExact(a, b, c, d, e, f);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /// Nine arguments: only `wasmtime_linker_define_func_unchecked` has so many.
    @SuppressWarnings("checkstyle:ParameterNumber")
    long call(long a, long b, long c, long d, long e, long f, long g, long h, long i) {
        try {
            return (long) handle.invokeExact(a, b, c, d, e, f, g, h, i);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /// A downcall throws only what the JVM itself raises around it, such as a stack overflow on the
    /// Java side.
    private static RuntimeException impossible(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a native call threw", thrown);
    }
}
