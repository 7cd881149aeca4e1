package org.frankenterm.wasmtime.ffi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The bytes of one instance's memory: one segment in a confined arena of the instance's life.
///
/// The base never changes while the instance lives (`memory_may_move` is off), the size grows: it
/// is read again, and the base with it, when a bound fails. After [#close] every access throws,
/// although the next instance's memory may well lie at the same address. Guest thread only; callers
/// check bounds first.
public final class GuestBytes implements AutoCloseable {
    private static final Downcall DATA = Symbols.bind("wasmtime_memory_data", 2);
    private static final Downcall DATA_SIZE = Symbols.bind("wasmtime_memory_data_size", 2);

    /// The size after close: no range fits, not even an empty one.
    private static final long GONE = -1;

    private final Arena arena = Arena.ofConfined();
    private final long context;
    private final long memory;
    private final long base;
    private MemorySegment bytes;
    private long size;

    /// @param memory a handle from [CallFrame#memory]
    public GuestBytes(long context, long memory) {
        this.context = context;
        this.memory = memory;
        this.base = DATA.call(context, memory);
        this.size = DATA_SIZE.call(context, memory);
        this.bytes = view();
    }

    @SuppressWarnings("restricted")
    private MemorySegment view() {
        return MemorySegment.ofAddress(base).reinterpret(size, arena, null);
    }

    /// Whether all of the range lies inside now. Negative numbers are outside.
    ///
    /// @throws IllegalStateException as [#size]
    public boolean contains(long pointer, long length) {
        if (pointer < 0 || length < 0) {
            return false;
        }
        return pointer <= size - length || pointer <= refreshed() - length;
    }

    /// The size now, in bytes.
    ///
    /// @throws IllegalStateException after close, on another thread, or if the base moved, which
    ///   the configuration excludes
    public long size() {
        return refreshed();
    }

    private long refreshed() {
        if (size == GONE) {
            throw new IllegalStateException("this instance's memory is gone");
        }
        if (!bytes.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalStateException("this memory belongs to another thread");
        }
        long now = DATA_SIZE.call(context, memory);
        if (DATA.call(context, memory) != base) {
            throw new IllegalStateException("the guest's memory moved");
        }
        if (now != size) {
            size = now;
            bytes = view();
        }
        return size;
    }

    public byte getByte(long pointer) {
        return bytes.get(JAVA_BYTE, pointer);
    }

    public short getShort(long pointer) {
        return bytes.get(JAVA_SHORT_UNALIGNED, pointer);
    }

    public int getInt(long pointer) {
        return bytes.get(JAVA_INT_UNALIGNED, pointer);
    }

    public long getLong(long pointer) {
        return bytes.get(JAVA_LONG_UNALIGNED, pointer);
    }

    public void putByte(long pointer, byte value) {
        bytes.set(JAVA_BYTE, pointer, value);
    }

    public void putShort(long pointer, short value) {
        bytes.set(JAVA_SHORT_UNALIGNED, pointer, value);
    }

    public void putInt(long pointer, int value) {
        bytes.set(JAVA_INT_UNALIGNED, pointer, value);
    }

    public void putLong(long pointer, long value) {
        bytes.set(JAVA_LONG_UNALIGNED, pointer, value);
    }

    public void read(long pointer, byte[] to, int offset, int length) {
        MemorySegment.copy(bytes, JAVA_BYTE, pointer, to, offset, length);
    }

    public void write(long pointer, byte[] from, int offset, int length) {
        MemorySegment.copy(from, offset, bytes, JAVA_BYTE, pointer, length);
    }

    /// The bytes themselves, little-endian: valid on this thread until [#close], and no longer than
    /// the memory is.
    public ByteBuffer view(long pointer, int length) {
        return bytes.asSlice(pointer, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        size = GONE;
        bytes = MemorySegment.NULL;
        arena.close();
    }
}
