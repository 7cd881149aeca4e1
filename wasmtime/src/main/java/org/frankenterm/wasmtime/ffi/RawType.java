package org.frankenterm.wasmtime.ffi;

import java.util.List;

/// The type of an import or export as C describes it.
///
/// @param kind of `wasm.h`: 0 function, 1 global, 2 table, 3 memory, 4 tag
/// @param params of a function: kinds of `wasmtime/types/val.h`, 0 i32 … 4 v128, 128 externref, 129
///   funcref
/// @param results of a function
public record RawType(int kind, List<Integer> params, List<Integer> results) {
    public static final int FUNCTION = 0;
}
