package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;

/// `wasm_byte_vec_t` and its sisters, `{ size_t size; T* data; }`: a vector whose content the
/// library owns.
///
/// The 16 bytes of the struct are ours, in the arena of one call; [#close] gives the content back
/// to the library (`wasm_byte_vec_delete` frees the content, not the struct: `wasm.h`). One thread.
final class ByteVec implements AutoCloseable {
    static final long SIZE_BYTES = 16;

    private static final Downcall DELETE = Symbols.bind("wasm_byte_vec_delete", 1);

    private final long address;

    private ByteVec(long address) {
        this.address = address;
    }

    /// An empty vector for a function to fill.
    static ByteVec in(Arena call) {
        return new ByteVec(call.allocate(SIZE_BYTES, 8).address());
    }

    long address() {
        return address;
    }

    long size() {
        return size(address);
    }

    static long size(long vec) {
        return RawMemory.longAt(vec);
    }

    static long data(long vec) {
        return RawMemory.longAt(vec + 8);
    }

    /// A copy of at most `limit` bytes of the content.
    byte[] bytes(long limit) {
        return RawMemory.bytesAt(data(address), Math.toIntExact(Math.min(size(), limit)));
    }

    /// A copy of a borrowed `wasm_name_t` at `vec`: all of it, because two names cut to the same
    /// text would be one. ModuleLimits bounds them before a module gets here.
    static String name(long vec) {
        int length = Math.toIntExact(size(vec));
        return new String(RawMemory.bytesAt(data(vec), length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        DELETE.call(address);
    }
}
