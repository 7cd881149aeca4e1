package org.frankenterm.wasmtime.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A growing piece of a module in the binary format.
public final class WasmBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// Bytes as they are; only the low eight bits of each count.
    public static WasmBytes of(int... values) {
        return new WasmBytes().put(values);
    }

    /// Appends bytes as they are; only the low eight bits of each count.
    public WasmBytes put(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    /// Appends bytes as they are.
    public WasmBytes put(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// Appends the same bytes a number of times.
    public WasmBytes repeat(int count, byte[] bytes) {
        for (int i = 0; i < count; i++) {
            out.writeBytes(bytes);
        }
        return this;
    }

    /// Appends an unsigned number in LEB128, as short as it can be.
    public WasmBytes u(long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /// Appends bytes with their length before them.
    public WasmBytes sized(byte[] bytes) {
        return u(bytes.length).put(bytes);
    }

    /// Appends a name.
    public WasmBytes name(String name) {
        return sized(name.getBytes(StandardCharsets.UTF_8));
    }

    /// How long it is by now.
    public int size() {
        return out.size();
    }

    /// A copy of what it is by now.
    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
