package org.frankenterm.wasi;

import java.util.List;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.ValType;

/// A parameter of a preview 1 function: the slots it takes and the guest memory it points at.
///
/// A pointer whose extent follows from the arguments alone is checked here, before the function's
/// body runs. Nothing is dereferenced through a length of zero, so its pointer may be anything.
enum Parameter {
    /// A descriptor.
    FD(0, ValType.I32),
    /// A number of up to 32 bits.
    U32(0, ValType.I32),
    /// A number of 64 bits.
    U64(0, ValType.I64),
    /// A pointer whose extent only the body knows; the body checks it.
    POINTER(0, ValType.I32),
    /// Pointer and length of text or bytes.
    BYTES(1, true, ValType.I32),
    /// Pointer and count of `iovec` or `ciovec` records; the body checks what they point at.
    VECTORS(8, true, ValType.I32),
    /// Where a `u16` goes.
    OUT_U16(2, ValType.I32),
    /// Where a `u32` goes.
    OUT_U32(4, ValType.I32),
    /// Where a `u64` goes.
    OUT_U64(8, ValType.I32),
    /// Where a `prestat` goes.
    OUT_PRESTAT(8, ValType.I32),
    /// Where an `fdstat` goes.
    OUT_FDSTAT(24, ValType.I32),
    /// Where a `filestat` goes.
    OUT_FILESTAT(64, ValType.I32);

    private final long unit;
    private final boolean measured;
    private final ValType type;

    Parameter(long unit, ValType type) {
        this(unit, false, type);
    }

    Parameter(long unit, boolean measured, ValType type) {
        this.unit = unit;
        this.measured = measured;
        this.type = type;
    }

    /// The slots this parameter takes, in order.
    List<ValType> slots() {
        return measured ? List.of(type, ValType.I32) : List.of(type);
    }

    /// How many slots this parameter takes.
    int width() {
        return measured ? 2 : 1;
    }

    /// Whether the memory that the arguments from slot `index` on point at is all inside.
    boolean inBounds(Caller caller, int index) {
        if (unit == 0) {
            return true;
        }
        long length = measured ? unit * caller.u32(index + 1) : unit;
        return length == 0 || caller.memory().contains(caller.u32(index), length);
    }
}
