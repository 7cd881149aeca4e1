package org.frankenterm.wasmtime.ffi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// A stub through which C calls a Java method of four 64-bit arguments. Stubs live as long as the
/// process: one that is freed while C still knows it is memory corruption.
final class Upcall {
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private Upcall() {}

    /// What C calls. It must catch everything: what leaves an upcall ends the JVM.
    @FunctionalInterface
    interface Entry {
        long call(long a, long b, long c, long d);
    }

    /// The address of a stub for an entry.
    @SuppressWarnings("restricted")
    static long stub(Entry entry) {
        MethodType type =
                MethodType.methodType(long.class, long.class, long.class, long.class, long.class);
        try {
            var call = MethodHandles.lookup().findVirtual(Entry.class, "call", type);
            return Linker.nativeLinker()
                    .upcallStub(call.bindTo(entry), SHAPE, Arena.global())
                    .address();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the method is in this file", e);
        }
    }
}
