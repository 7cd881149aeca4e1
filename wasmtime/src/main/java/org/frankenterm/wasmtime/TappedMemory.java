package org.frankenterm.wasmtime;

import java.nio.ByteBuffer;
import org.frankenterm.wasmtime.ffi.GuestBytes;

/// A guest's memory with somebody who hears of each access. A class of its own, so that one without
/// pays nothing: as long as no guest is recorded, this isn't even loaded.
final class TappedMemory extends Memory {
    private final MemoryTap tap;
    private final Memory plain;

    TappedMemory(GuestBytes bytes, MemoryTap tap) {
        super(bytes);
        this.tap = tap;
        this.plain = new Memory(bytes);
    }

    @Override
    public byte getByte(long pointer) {
        byte value = super.getByte(pointer);
        tap.read(plain, pointer, Byte.BYTES);
        return value;
    }

    @Override
    public short getShort(long pointer) {
        short value = super.getShort(pointer);
        tap.read(plain, pointer, Short.BYTES);
        return value;
    }

    @Override
    public int getInt(long pointer) {
        int value = super.getInt(pointer);
        tap.read(plain, pointer, Integer.BYTES);
        return value;
    }

    @Override
    public long getLong(long pointer) {
        long value = super.getLong(pointer);
        tap.read(plain, pointer, Long.BYTES);
        return value;
    }

    @Override
    public void putByte(long pointer, byte value) {
        super.putByte(pointer, value);
        tap.written(plain, pointer, Byte.BYTES);
    }

    @Override
    public void putShort(long pointer, short value) {
        super.putShort(pointer, value);
        tap.written(plain, pointer, Short.BYTES);
    }

    @Override
    public void putInt(long pointer, int value) {
        super.putInt(pointer, value);
        tap.written(plain, pointer, Integer.BYTES);
    }

    @Override
    public void putLong(long pointer, long value) {
        super.putLong(pointer, value);
        tap.written(plain, pointer, Long.BYTES);
    }

    @Override
    public byte[] read(long pointer, long length) {
        byte[] copy = super.read(pointer, length);
        tap.read(plain, pointer, length);
        return copy;
    }

    @Override
    public void read(long pointer, byte[] to, int offset, int length) {
        super.read(pointer, to, offset, length);
        tap.read(plain, pointer, length);
    }

    @Override
    public void write(long pointer, byte[] from, int offset, int length) {
        super.write(pointer, from, offset, length);
        tap.written(plain, pointer, length);
    }

    @Override
    public ByteBuffer view(long pointer, int length) {
        ByteBuffer view = super.view(pointer, length);
        tap.viewed(plain, pointer, length);
        return view;
    }

    @Override
    public ByteBuffer source(long pointer, int length) {
        ByteBuffer source = super.source(pointer, length);
        tap.read(plain, pointer, length);
        return source;
    }
}
