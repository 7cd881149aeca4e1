package org.frankenterm.wasmtime;

/// Why a guest trapped. Numbers are those of `wasmtime/trap.h` in 48.0; the version gate keeps them
/// true.
public enum TrapCode {
    /// The guest's stack is used up: 512 KiB.
    STACK_OVERFLOW(0, "call stack exhausted"),
    /// A load or store outside the memory.
    MEMORY_OUT_OF_BOUNDS(1, "out of bounds memory access"),
    /// An atomic access at an odd address.
    HEAP_MISALIGNED(2, "misaligned memory access"),
    /// A table access outside the table.
    TABLE_OUT_OF_BOUNDS(3, "out of bounds table access"),
    /// An indirect call through an empty table slot.
    INDIRECT_CALL_TO_NULL(4, "uninitialized table element"),
    /// An indirect call to a function of another type.
    BAD_SIGNATURE(5, "indirect call type mismatch"),
    /// A division that overflows.
    INTEGER_OVERFLOW(6, "integer overflow"),
    /// A division by zero.
    INTEGER_DIVISION_BY_ZERO(7, "integer divide by zero"),
    /// A float that fits no integer.
    BAD_CONVERSION_TO_INTEGER(8, "invalid conversion to integer"),
    /// The `unreachable` instruction: how most languages end a panic or an abort.
    UNREACHABLE(9, "`unreachable` instruction executed"),
    /// An epoch deadline without a callback.
    INTERRUPT(10, "interrupt"),
    /// The call's fuel is used up.
    OUT_OF_FUEL(11, "all fuel consumed"),
    /// A trap that a host function made.
    HOST(-1, "stopped by a host function"),
    /// A code that 48.0 doesn't give for the features that are on.
    OTHER(-2, "trapped");

    private final int number;
    private final String message;

    TrapCode(int number, String message) {
        this.number = number;
        this.message = message;
    }

    static TrapCode of(int number) {
        for (TrapCode code : values()) {
            if (number >= 0 && code.number == number) {
                return code;
            }
        }
        return OTHER;
    }

    /// What happened, for people.
    ///
    /// @return a few words, without a period
    public String message() {
        return message;
    }
}
