package org.frankenterm.wasmtime;

/// The type of a table: what its elements are and how many it may have.
///
/// @param element the type of the elements, a reference type
/// @param minElements how many it starts with, 0 to 2³² − 1
/// @param maxElements how many it may grow to; 2³² − 1 when the module declares no maximum
public record TableType(ValType element, long minElements, long maxElements) implements ExternType {

    /// The most elements that a table can have: its indices are 32-bit numbers.
    static final long MOST_ELEMENTS = 0xffff_ffffL;

    /// Checks the range.
    ///
    /// @throws IllegalArgumentException if `0 <= minElements <= maxElements <= 2³² − 1` doesn't
    ///   hold
    public TableType {
        if (minElements < 0 || minElements > maxElements || maxElements > MOST_ELEMENTS) {
            throw new IllegalArgumentException(
                    "no table has %d to %d elements".formatted(minElements, maxElements));
        }
    }
}
