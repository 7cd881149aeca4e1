package org.frankenterm.wasmtime.ffi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Host memory by address: argument slots, out-pointers and structures that belong to Wasmtime or
/// to us.
///
/// Never guest memory, which goes through [GuestBytes]: there an address is somebody else's choice,
/// here each comes from Wasmtime in the same call or from an arena of ours. One segment over
/// everything, because making a bounded one for each host call's slots costs more than the call.
public final class RawMemory {
    @SuppressWarnings("restricted")
    private static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private RawMemory() {}

    public static byte byteAt(long address) {
        return EVERYTHING.get(JAVA_BYTE, address);
    }

    public static int intAt(long address) {
        return EVERYTHING.get(JAVA_INT_UNALIGNED, address);
    }

    public static long longAt(long address) {
        return EVERYTHING.get(JAVA_LONG_UNALIGNED, address);
    }

    public static void putByte(long address, byte value) {
        EVERYTHING.set(JAVA_BYTE, address, value);
    }

    public static void putInt(long address, int value) {
        EVERYTHING.set(JAVA_INT_UNALIGNED, address, value);
    }

    public static void putLong(long address, long value) {
        EVERYTHING.set(JAVA_LONG_UNALIGNED, address, value);
    }

    /// A copy of `length` bytes.
    public static byte[] bytesAt(long address, int length) {
        byte[] copy = new byte[length];
        MemorySegment.copy(EVERYTHING, JAVA_BYTE, address, copy, 0, length);
        return copy;
    }
}
