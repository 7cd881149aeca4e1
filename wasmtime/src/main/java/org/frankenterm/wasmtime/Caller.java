package org.frankenterm.wasmtime;

import org.frankenterm.wasmtime.ffi.RawMemory;

/// A host function's view of the guest that called it: arguments, result, memory, deadline. One per
/// store, reused for each host call, valid only during it and on the guest's thread.
///
/// Arguments and result share slots: read all arguments before the result is written. A slot has 16
/// bytes; an `i32` is read as 32 bits of it, because the rest holds whatever was there before. An
/// index that the function's type doesn't have, and any after the call, is an
/// [IndexOutOfBoundsException].
public final class Caller {
    private static final int SLOT_BYTES = 16;

    private final Store store;
    private long pointer;
    private long slots;
    private long count;

    Caller(Store store) {
        this.store = store;
    }

    Caller bind(long callerPointer, long slotsPointer, long slotCount) {
        pointer = callerPointer;
        slots = slotsPointer;
        count = slotCount;
        return this;
    }

    /// Ends the host call: nothing of it can be reached through this object any more.
    void unbind() {
        pointer = 0;
        slots = 0;
        count = 0;
    }

    private long slot(int index) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("the host function's type has no slot " + index);
        }
        return slots + (long) index * SLOT_BYTES;
    }

    /// An `i32` argument.
    ///
    /// @param index from 0
    /// @return its 32 bits
    public int i32(int index) {
        return RawMemory.intAt(slot(index));
    }

    /// An `i32` argument that is a pointer or a length.
    ///
    /// @param index from 0
    /// @return its 32 bits, unsigned: 0 to 4,294,967,295
    public long u32(int index) {
        return Integer.toUnsignedLong(i32(index));
    }

    /// An `i64` argument.
    ///
    /// @param index from 0
    /// @return its 64 bits
    public long i64(int index) {
        return RawMemory.longAt(slot(index));
    }

    /// Sets the result of a function that gives an `i32`.
    ///
    /// @param value its 32 bits
    public void returnI32(int value) {
        RawMemory.putInt(slot(0), value);
    }

    /// Sets the result of a function that gives an `i64`.
    ///
    /// @param value its 64 bits
    public void returnI64(long value) {
        RawMemory.putLong(slot(0), value);
    }

    /// The guest's memory, also while the module's start function runs.
    ///
    /// @return the memory exported as `memory`
    /// @throws GuestFault if the module exports none
    /// @throws IllegalStateException if the host call is over
    public Memory memory() {
        if (pointer == 0) {
            throw new IllegalStateException("the host call is over");
        }
        return store.memory(pointer);
    }

    /// What the store was made with.
    ///
    /// @param <T> its type
    /// @param type its class
    /// @return the same object for every call from the store
    /// @throws ClassCastException if it is of another class
    public <T> T data(Class<T> type) {
        return type.cast(store.data());
    }

    /// The deadline and the cancel flag of the call in progress.
    ///
    /// @return the same object for every call from the store
    public Interrupt interrupt() {
        return store.interrupt();
    }
}
