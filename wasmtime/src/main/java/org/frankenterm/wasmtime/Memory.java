package org.frankenterm.wasmtime;

import java.nio.ByteBuffer;
import org.frankenterm.wasmtime.ffi.GuestBytes;

/// A guest's memory, for host functions. Each access is checked in 64 bits against the current
/// size; bytes are copied in and out, or seen through a bounded view, and no address leaves.
/// Belongs to one instance and dies with it: after that, and on another thread, every access is an
/// [IllegalStateException] or a [WrongThreadException]. Guest thread only.
///
/// Pointers and lengths are the guest's unsigned 32-bit values, zero-extended ([Caller#u32]).
public sealed class Memory permits TappedMemory {
    private final GuestBytes bytes;

    Memory(GuestBytes bytes) {
        this.bytes = bytes;
    }

    /// How large the memory is now.
    ///
    /// @return bytes, a multiple of 65,536
    public long size() {
        return bytes.size();
    }

    /// Whether a range lies inside. An empty range may start anywhere up to the end.
    ///
    /// @param pointer its start
    /// @param length in bytes
    /// @return true if every byte of it can be read and written
    public boolean contains(long pointer, long length) {
        return bytes.contains(pointer, length);
    }

    private void require(long pointer, long length) {
        if (!bytes.contains(pointer, length)) {
            throw new GuestFault();
        }
    }

    /// Reads one byte.
    ///
    /// @param pointer where
    /// @return the value
    /// @throws GuestFault if it lies outside
    public byte getByte(long pointer) {
        require(pointer, Byte.BYTES);
        return bytes.getByte(pointer);
    }

    /// Reads two bytes, little-endian.
    ///
    /// @param pointer where, at any alignment
    /// @return the value
    /// @throws GuestFault if any byte lies outside
    public short getShort(long pointer) {
        require(pointer, Short.BYTES);
        return bytes.getShort(pointer);
    }

    /// Reads four bytes, little-endian.
    ///
    /// @param pointer where, at any alignment
    /// @return the value
    /// @throws GuestFault if any byte lies outside
    public int getInt(long pointer) {
        require(pointer, Integer.BYTES);
        return bytes.getInt(pointer);
    }

    /// Reads eight bytes, little-endian.
    ///
    /// @param pointer where, at any alignment
    /// @return the value
    /// @throws GuestFault if any byte lies outside
    public long getLong(long pointer) {
        require(pointer, Long.BYTES);
        return bytes.getLong(pointer);
    }

    /// Writes one byte.
    ///
    /// @param pointer where
    /// @param value the value
    /// @throws GuestFault if it lies outside
    public void putByte(long pointer, byte value) {
        require(pointer, Byte.BYTES);
        bytes.putByte(pointer, value);
    }

    /// Writes two bytes, little-endian.
    ///
    /// @param pointer where, at any alignment
    /// @param value the value
    /// @throws GuestFault if any byte lies outside; then nothing is written
    public void putShort(long pointer, short value) {
        require(pointer, Short.BYTES);
        bytes.putShort(pointer, value);
    }

    /// Writes four bytes, little-endian.
    ///
    /// @param pointer where, at any alignment
    /// @param value the value
    /// @throws GuestFault if any byte lies outside; then nothing is written
    public void putInt(long pointer, int value) {
        require(pointer, Integer.BYTES);
        bytes.putInt(pointer, value);
    }

    /// Writes eight bytes, little-endian.
    ///
    /// @param pointer where, at any alignment
    /// @param value the value
    /// @throws GuestFault if any byte lies outside; then nothing is written
    public void putLong(long pointer, long value) {
        require(pointer, Long.BYTES);
        bytes.putLong(pointer, value);
    }

    /// Copies bytes out. Cap the length before: the guest chose it.
    ///
    /// @param pointer where
    /// @param length in bytes
    /// @return a copy
    /// @throws GuestFault if any byte lies outside, or they are more than an array can hold
    public byte[] read(long pointer, long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new GuestFault();
        }
        require(pointer, length);
        byte[] copy = new byte[(int) length];
        bytes.read(pointer, copy, 0, copy.length);
        return copy;
    }

    /// Copies bytes out into an array.
    ///
    /// @param pointer where from
    /// @param to where to
    /// @param offset in `to`
    /// @param length in bytes
    /// @throws GuestFault if any byte lies outside the memory
    /// @throws IndexOutOfBoundsException if the range doesn't fit `to`
    public void read(long pointer, byte[] to, int offset, int length) {
        require(pointer, length);
        bytes.read(pointer, to, offset, length);
    }

    /// Copies bytes in from an array.
    ///
    /// @param pointer where to
    /// @param from where from
    /// @param offset in `from`
    /// @param length in bytes
    /// @throws GuestFault if any byte lies outside the memory; then nothing is written
    /// @throws IndexOutOfBoundsException if the range isn't in `from`
    public void write(long pointer, byte[] from, int offset, int length) {
        require(pointer, length);
        bytes.write(pointer, from, offset, length);
    }

    /// The bytes of a range themselves, for a system call to fill without a copy. Not to be kept:
    /// it ends with the instance, and only the guest's thread may touch it.
    ///
    /// @param pointer its start
    /// @param length in bytes
    /// @return a direct buffer over exactly that range, little-endian
    /// @throws GuestFault if any byte lies outside
    public ByteBuffer view(long pointer, int length) {
        require(pointer, length);
        return bytes.view(pointer, length);
    }

    /// The bytes of a range themselves, for a system call to take from. Not to be kept, as [#view].
    ///
    /// @param pointer its start
    /// @param length in bytes
    /// @return a direct buffer over exactly that range, to be read only
    /// @throws GuestFault if any byte lies outside
    public ByteBuffer source(long pointer, int length) {
        require(pointer, length);
        return bytes.view(pointer, length).asReadOnlyBuffer();
    }

    /// Copies a whole array in.
    ///
    /// @param pointer where to
    /// @param from what
    /// @throws GuestFault if any byte lies outside the memory; then nothing is written
    public void write(long pointer, byte[] from) {
        write(pointer, from, 0, from.length);
    }
}
