package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The one downcall of this package: C's `long syscall(long number, ...)`. Everything is passed as
/// a 64-bit integer, pointers as addresses; on System V AMD64 and AAPCS64 a variadic call of
/// integers passes them as a fixed one does, in registers, and the kernel reads as many as the call
/// has and of a narrower one its low bits. So one shape serves all, linked once.
///
/// What an address points to has to stay reachable until the call returned.
final class Syscall {
    private static final int ARGUMENTS = 7;

    /// Absent where there are no numbers to call by, or this module may not call.
    private static final @Nullable MethodHandle HANDLE =
            Machine.HERE == Machine.UNKNOWN ? null : link();

    private Syscall() {}

    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle link() {
        MemoryLayout[] arguments = new MemoryLayout[ARGUMENTS];
        Arrays.fill(arguments, JAVA_LONG);
        Linker linker = Linker.nativeLinker();
        try {
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(JAVA_LONG, arguments),
                    Linker.Option.captureCallState("errno"));
        } catch (IllegalCallerException _) {
            return null;
        }
    }

    private static UnsupportedOperationException unavailable() {
        return new UnsupportedOperationException(
                Machine.HERE == Machine.UNKNOWN
                        ? "can't call the system on %s on %s: only Linux on x86-64 and aarch64 is known"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.arch"))
                        : "this Java may not call the system; start it with"
                                + " --enable-native-access=org.frankenterm.posix");
    }

    static long call(SystemCall what, long a) {
        return call(what, a, 0, 0, 0, 0);
    }

    static long call(SystemCall what, long a, long b) {
        return call(what, a, b, 0, 0, 0);
    }

    static long call(SystemCall what, long a, long b, long c) {
        return call(what, a, b, c, 0, 0);
    }

    static long call(SystemCall what, long a, long b, long c, long d) {
        return call(what, a, b, c, d, 0);
    }

    /// Calls, again as long as a signal interrupts it: what was moved before one comes back as a
    /// short count, so nothing is done twice.
    ///
    /// @return what the call gives, or the negated error number
    /// @throws UnsupportedOperationException if this machine's numbers aren't known, or native
    ///   access isn't granted
    static long call(SystemCall what, long a, long b, long c, long d, long e) {
        long result;
        do {
            result = once(what, a, b, c, d, e);
        } while (result == ErrorNumber.INTR.negated());
        return result;
    }

    /// Calls, and gives `EINTR` back: for [SystemCall#CLOSE], which has closed by then, and
    /// [SystemCall#PPOLL], which has waited.
    static long once(SystemCall what, long a, long b, long c, long d, long e) {
        MethodHandle handle = HANDLE;
        if (handle == null) {
            throw unavailable();
        }
        Scratch scratch = Scratch.own();
        MemorySegment state = scratch.state();
        long result;
        try {
            result = (long) handle.invokeExact(state, what.number(Machine.HERE), a, b, c, d, e, 0L);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        return result == -1 ? -scratch.errno() : result;
    }

    /// A downcall throws only what the JVM itself raises around it, such as a stack overflow on the
    /// Java side.
    private static RuntimeException impossible(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a system call threw", thrown);
    }
}
