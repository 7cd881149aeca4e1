package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The native memory that calls into one store need, allocated once: argument slots, out-pointers,
/// the instance, and a handle for each function that may be called. Confined to the guest's thread;
/// freed with the store, after it.
///
/// Sizes are those of `wasmtime/val.h`, `extern.h`, `instance.h`, `func.h` of 48.0; LayoutsTest
/// checks them.
public final class CallFrame implements AutoCloseable {
    /// Slots of the call buffer. Handlers take none and give one; the rest is distance from what
    /// lies behind.
    public static final int SLOTS = 16;

    static final long SLOT_BYTES = 16;
    static final long EXTERN_BYTES = 32;
    static final long FUNCTION_BYTES = 16;
    static final long INSTANCE_BYTES = 16;
    static final long MEMORY_BYTES = 24;

    static final int EXTERN_FUNCTION = 0;
    static final int EXTERN_MEMORY = 3;
    static final long EXTERN_HANDLE = 8;
    private static final long CANARY = 0x5a5a_a5a5_c3c3_3c3cL;
    private static final long SLOTS_END = SLOTS * SLOT_BYTES;

    private static final Downcall CALL = Symbols.bind("wasmtime_func_call_unchecked", 5);
    private static final Downcall EXPORT = Symbols.bind("wasmtime_instance_export_get", 5);
    private static final Downcall CALLER_EXPORT = Symbols.bind("wasmtime_caller_export_get", 4);

    private final Arena arena = Arena.ofConfined();
    private final Map<String, Long> functions = new HashMap<>();
    // One block, so that the first write past the slots hits the canary.
    private final long slots = arena.allocate(SLOTS_END + Long.BYTES, 16).address();
    private final long trap = arena.allocate(ValueLayout.JAVA_LONG).address();
    private final long fuel = arena.allocate(ValueLayout.JAVA_LONG).address();
    private final long instance = arena.allocate(INSTANCE_BYTES, 8).address();
    private final long item = arena.allocate(EXTERN_BYTES, 8).address();
    private final MemorySegment memoryName =
            arena.allocateFrom("memory", StandardCharsets.US_ASCII);

    public CallFrame() {
        RawMemory.putLong(slots + SLOTS_END, CANARY);
    }

    long slots() {
        return slots;
    }

    long instance() {
        return instance;
    }

    long trapSlot() {
        return trap;
    }

    long fuelSlot() {
        return fuel;
    }

    /// The trap the last call ended in, owned by the caller; 0 for none.
    public long takeTrap() {
        long owned = RawMemory.longAt(trap);
        RawMemory.putLong(trap, 0);
        return owned;
    }

    /// Calls a function found by [#function]: no type check, no panic guard.
    ///
    /// @return 0 or an owned error; a trap is in [#takeTrap]
    public long call(long context, long function) {
        return CALL.call(context, function, slots, SLOTS, trap);
    }

    /// The first result slot, as 32 bits.
    public int result() {
        return RawMemory.intAt(slots);
    }

    /// The handle of an exported function, valid as long as the store, kept once for each name;
    /// empty if there is none of that name. Only after an instantiation that succeeded: without an
    /// instance the library ends the process.
    public OptionalLong function(long context, String name) {
        Long known = functions.get(name);
        if (known != null) {
            return OptionalLong.of(known);
        }
        try (Arena call = Arena.ofConfined()) {
            MemorySegment utf8 =
                    call.allocateFrom(ValueLayout.JAVA_BYTE, name.getBytes(StandardCharsets.UTF_8));
            long found = EXPORT.call(context, instance, utf8.address(), utf8.byteSize(), item);
            if ((found & 0xff) == 0 || RawMemory.byteAt(item) != EXTERN_FUNCTION) {
                return OptionalLong.empty();
            }
        }
        long function = keep(FUNCTION_BYTES);
        functions.put(name, function);
        return OptionalLong.of(function);
    }

    /// The handle of the caller's exported memory, also before `instantiate` has returned; empty if
    /// none.
    public OptionalLong memory(long caller) {
        long found = CALLER_EXPORT.call(caller, memoryName.address(), "memory".length(), item);
        if ((found & 0xff) == 0 || RawMemory.byteAt(item) != EXTERN_MEMORY) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(keep(MEMORY_BYTES));
    }

    /// The handle of an instance's exported memory; empty if none.
    public OptionalLong exportedMemory(long context) {
        long name = memoryName.address();
        long found = EXPORT.call(context, instance, name, "memory".length(), item);
        if ((found & 0xff) == 0 || RawMemory.byteAt(item) != EXTERN_MEMORY) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(keep(MEMORY_BYTES));
    }

    private long keep(long size) {
        long copy = arena.allocate(size, 8).address();
        for (long i = 0; i < size; i += Long.BYTES) {
            RawMemory.putLong(copy + i, RawMemory.longAt(item + EXTERN_HANDLE + i));
        }
        return copy;
    }

    /// False if something wrote past the call buffer.
    public boolean intact() {
        return RawMemory.longAt(slots + SLOTS_END) == CANARY;
    }

    @Override
    public void close() {
        arena.close();
    }
}
