package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// The text format: `wasmtime/wat.h`.
public final class WatApi {
    private static final Downcall WAT2WASM = Symbols.bind("wasmtime_wat2wasm", 3);

    private WatApi() {}

    /// The binary form of a module's text.
    ///
    /// @throws IllegalArgumentException with line and column if it isn't one
    public static byte[] binary(String text) {
        try (Arena call = Arena.ofConfined();
                ByteVec wasm = ByteVec.in(call)) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            MemorySegment from = call.allocateFrom(ValueLayout.JAVA_BYTE, utf8);
            long error = WAT2WASM.call(from.address(), utf8.length, wasm.address());
            if (error != 0) {
                throw new IllegalArgumentException(FailureApi.consumeError(error));
            }
            return wasm.bytes(Integer.MAX_VALUE);
        }
    }
}
