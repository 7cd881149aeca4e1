package org.frankenterm.wasmtime.ffi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// A stub through which C calls a static Java method of four 64-bit arguments. Stubs live as long
/// as the process: one that is freed while C still knows it is memory corruption.
final class Upcall {
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private Upcall() {}

    /// The stub's address. The method must catch everything: what leaves an upcall ends the JVM.
    static long stub(MethodHandles.Lookup lookup, String method) {
        MethodType type =
                MethodType.methodType(long.class, long.class, long.class, long.class, long.class);
        try {
            var target = lookup.findStatic(lookup.lookupClass(), method, type);
            return Linker.nativeLinker().upcallStub(target, SHAPE, Arena.global()).address();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the method is in this file", e);
        }
    }
}
