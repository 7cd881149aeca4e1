package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Errors and traps as the library hands them out: `wasmtime/error.h`, `wasmtime/trap.h`, `wasm.h`.
/// Whoever receives one owns it; each function here that takes one says whether it deletes it.
///
/// `wasm_trap_message` is not bound: a guest's names decide how long its text gets (32 s and 2 GB
/// were seen).
public final class FailureApi {
    private static final Downcall ERROR_MESSAGE = Symbols.bind("wasmtime_error_message", 2);
    private static final Downcall ERROR_DELETE = Symbols.bind("wasmtime_error_delete", 1);
    private static final Downcall ERROR_NEW = Symbols.bind("wasmtime_error_new", 1);
    private static final Downcall ERROR_TRACE = Symbols.bind("wasmtime_error_wasm_trace", 2);
    private static final Downcall TRAP_NEW = Symbols.bind("wasmtime_trap_new", 2);
    private static final Downcall TRAP_CODE = Symbols.bind("wasmtime_trap_code", 2);
    private static final Downcall TRAP_TRACE = Symbols.bind("wasm_trap_trace", 2);
    private static final Downcall TRAP_DELETE = Symbols.bind("wasm_trap_delete", 1);
    private static final Downcall FRAMES_DELETE = Symbols.bind("wasm_frame_vec_delete", 1);
    private static final Downcall FRAME_FUNCTION = Symbols.bind("wasm_frame_func_index", 1);
    private static final Downcall FRAME_OFFSET = Symbols.bind("wasm_frame_module_offset", 1);

    /// Enough to say what a module's validator found; its messages quote guest names.
    private static final int MESSAGE_BYTES = 4096;

    /// A report that nobody reads to the end is no report; a recursion has 16,000 frames.
    private static final int FRAMES = 20;

    /// Made before anything can go wrong: an upcall that failed must not need memory to say so.
    private static final MemorySegment HOST_FAILED =
            Arena.global().allocateFrom("a host function failed", StandardCharsets.US_ASCII);

    private FailureApi() {}

    /// Runs once what a failing upcall runs, so that nothing is left to load or link when it has
    /// neither memory nor stack. Whatever an upcall throws ends the JVM.
    static void link() {
        TRAP_DELETE.call(hostTrap());
        ERROR_DELETE.call(interruptError());
    }

    /// One frame of a guest's stack.
    ///
    /// @param function its index in the module
    /// @param offset of the instruction in the module, in bytes, or -1
    public record RawFrame(int function, long offset) {}

    /// A new trap that ends the guest call from inside a host function. Allocates nothing in Java.
    public static long hostTrap() {
        return TRAP_NEW.call(HOST_FAILED.address(), HOST_FAILED.byteSize() - 1);
    }

    /// A new error that ends the guest call from the epoch callback. Allocates nothing in Java.
    static long interruptError() {
        return ERROR_NEW.call(HOST_FAILED.address());
    }

    /// The message of an error, which is deleted. Only for errors about modules and configuration.
    public static String consumeError(long error) {
        try (Arena call = Arena.ofConfined();
                ByteVec text = ByteVec.in(call)) {
            ERROR_MESSAGE.call(error, text.address());
            return new String(text.bytes(MESSAGE_BYTES), StandardCharsets.UTF_8);
        } finally {
            ERROR_DELETE.call(error);
        }
    }

    /// The frames of an error, innermost first, at most 20. The error is deleted.
    public static List<RawFrame> consumeErrorFrames(long error) {
        try {
            return frames(ERROR_TRACE, error);
        } finally {
            ERROR_DELETE.call(error);
        }
    }

    /// The code of a trap; empty for one a host function made. The trap stays owned by the caller.
    public static OptionalInt trapCode(long trap) {
        try (Arena call = Arena.ofConfined()) {
            long code = call.allocate(1).address();
            boolean known = (TRAP_CODE.call(trap, code) & 0xff) != 0;
            return known ? OptionalInt.of(RawMemory.byteAt(code)) : OptionalInt.empty();
        }
    }

    /// The frames of a trap, innermost first, at most 20. The trap is deleted.
    public static List<RawFrame> consumeTrapFrames(long trap) {
        try {
            return frames(TRAP_TRACE, trap);
        } finally {
            TRAP_DELETE.call(trap);
        }
    }

    private static List<RawFrame> frames(Downcall trace, long failure) {
        try (Arena call = Arena.ofConfined()) {
            long vec = call.allocate(ByteVec.SIZE_BYTES, 8).address();
            trace.call(failure, vec);
            try {
                return copy(vec);
            } finally {
                FRAMES_DELETE.call(vec);
            }
        }
    }

    private static List<RawFrame> copy(long vec) {
        int count = (int) Math.min(ByteVec.size(vec), FRAMES);
        List<RawFrame> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long frame = RawMemory.longAt(ByteVec.data(vec) + 8L * i);
            frames.add(new RawFrame((int) FRAME_FUNCTION.call(frame), FRAME_OFFSET.call(frame)));
        }
        return List.copyOf(frames);
    }
}
