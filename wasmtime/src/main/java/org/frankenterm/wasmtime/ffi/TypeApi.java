package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Types: `wasm.h` and `wasmtime/types/val.h`.
///
/// `wasm_valtype_kind` ends the process for `v128`, and a guest may export a function that takes
/// one. So a value type is first read with `wasmtime_valtype_new`, which knows all kinds, and only
/// a reference is asked for its kind: with GC off there are just the two that `wasm_valtype_kind`
/// knows.
final class TypeApi {
    private static final Downcall EXTERN_KIND = Symbols.bind("wasm_externtype_kind", 1);
    private static final Downcall AS_FUNCTION =
            Symbols.bind("wasm_externtype_as_functype_const", 1);
    private static final Downcall PARAMS = Symbols.bind("wasm_functype_params", 1);
    private static final Downcall RESULTS = Symbols.bind("wasm_functype_results", 1);
    private static final Downcall FUNCTION_NEW = Symbols.bind("wasm_functype_new", 2);
    private static final Downcall FUNCTION_DELETE = Symbols.bind("wasm_functype_delete", 1);
    private static final Downcall VALUE_NEW = Symbols.bind("wasm_valtype_new", 1);
    private static final Downcall VALUE_KIND = Symbols.bind("wasm_valtype_kind", 1);
    private static final Downcall VALUES_NEW = Symbols.bind("wasm_valtype_vec_new", 3);
    private static final Downcall VALTYPE_NEW = Symbols.bind("wasmtime_valtype_new", 2);
    private static final Downcall VALTYPE_DELETE = Symbols.bind("wasmtime_valtype_delete", 1);

    static final int REFERENCE = 5;

    /// `wasmtime_valtype_t` has 32 bytes in 48.0; room for twice that.
    static final long VALTYPE_BYTES = 64;

    private TypeApi() {}

    static RawType read(long externType) {
        int kind = (int) EXTERN_KIND.call(externType) & 0xff;
        if (kind != RawType.FUNCTION) {
            return new RawType(kind, List.of(), List.of());
        }
        long function = AS_FUNCTION.call(externType);
        return new RawType(kind, kinds(PARAMS.call(function)), kinds(RESULTS.call(function)));
    }

    private static List<Integer> kinds(long vec) {
        List<Integer> kinds = new ArrayList<>();
        for (long i = 0; i < ByteVec.size(vec); i++) {
            kinds.add(kind(RawMemory.longAt(ByteVec.data(vec) + 8 * i)));
        }
        return List.copyOf(kinds);
    }

    private static int kind(long valueType) {
        try (Arena call = Arena.ofConfined()) {
            long out = call.allocate(VALTYPE_BYTES, 8).address();
            VALTYPE_NEW.call(valueType, out);
            int kind = RawMemory.byteAt(out);
            VALTYPE_DELETE.call(out);
            return kind == REFERENCE ? (int) VALUE_KIND.call(valueType) & 0xff : kind;
        }
    }

    /// A `wasm_functype_t*` for the length of `use`. Number kinds only: i32 0, i64 1, f32 2, f64 3.
    static void withFunction(int[] params, int[] results, LongConsumer use) {
        try (Arena call = Arena.ofConfined()) {
            // Both vectors are consumed.
            long type = FUNCTION_NEW.call(values(call, params), values(call, results));
            try {
                use.accept(type);
            } finally {
                FUNCTION_DELETE.call(type);
            }
        }
    }

    private static long values(Arena call, int[] kinds) {
        MemorySegment types = call.allocate(ValueLayout.JAVA_LONG, Math.max(kinds.length, 1));
        for (int i = 0; i < kinds.length; i++) {
            types.setAtIndex(ValueLayout.JAVA_LONG, i, VALUE_NEW.call(kinds[i]));
        }
        long vec = call.allocate(ByteVec.SIZE_BYTES, 8).address();
        VALUES_NEW.call(vec, kinds.length, types.address());
        return vec;
    }
}
