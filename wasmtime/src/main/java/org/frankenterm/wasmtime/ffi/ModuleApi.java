package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Modules: `wasmtime/module.h`. What the library refuses is a [LibraryRefused].
public final class ModuleApi {
    private static final Downcall NEW = Symbols.bind("wasmtime_module_new", 4);
    private static final Downcall VALIDATE = Symbols.bind("wasmtime_module_validate", 3);
    private static final Downcall SERIALIZE = Symbols.bind("wasmtime_module_serialize", 2);
    private static final Downcall DESERIALIZE = Symbols.bind("wasmtime_module_deserialize", 4);
    private static final Downcall DELETE = Symbols.bind("wasmtime_module_delete", 1);
    private static final Downcall IMPORTS = Symbols.bind("wasmtime_module_imports", 2);
    private static final Downcall EXPORTS = Symbols.bind("wasmtime_module_exports", 2);
    private static final Downcall IMPORTS_DELETE = Symbols.bind("wasm_importtype_vec_delete", 1);
    private static final Downcall EXPORTS_DELETE = Symbols.bind("wasm_exporttype_vec_delete", 1);
    private static final Downcall IMPORT_MODULE = Symbols.bind("wasm_importtype_module", 1);
    private static final Downcall IMPORT_NAME = Symbols.bind("wasm_importtype_name", 1);
    private static final Downcall IMPORT_TYPE = Symbols.bind("wasm_importtype_type", 1);
    private static final Downcall EXPORT_NAME = Symbols.bind("wasm_exporttype_name", 1);
    private static final Downcall EXPORT_TYPE = Symbols.bind("wasm_exporttype_type", 1);

    private ModuleApi() {}

    /// An import or export as the library describes it. `module` is empty for exports.
    public record RawExtern(String module, String name, RawType type) {}

    public static NativeHandle compile(long engine, byte[] wasm) {
        return made(NEW, engine, wasm);
    }

    /// From bytes that [#serialize] made and nobody else could change: wrong bytes run as code. The
    /// library copies them, the buffer is freed before this returns.
    public static NativeHandle deserialize(long engine, byte[] code) {
        return made(DESERIALIZE, engine, code);
    }

    private static NativeHandle made(Downcall maker, long engine, byte[] from) {
        try (Arena call = Arena.ofConfined()) {
            long out = call.allocate(ValueLayout.JAVA_LONG).address();
            check(maker.call(engine, copy(call, from), from.length, out));
            return new NativeHandle("module", RawMemory.longAt(out), DELETE::call);
        }
    }

    public static void validate(long engine, byte[] wasm) {
        try (Arena call = Arena.ofConfined()) {
            check(VALIDATE.call(engine, copy(call, wasm), wasm.length));
        }
    }

    public static byte[] serialize(long module) {
        try (Arena call = Arena.ofConfined();
                ByteVec code = ByteVec.in(call)) {
            check(SERIALIZE.call(module, code.address()));
            return code.bytes(Integer.MAX_VALUE);
        }
    }

    public static List<RawExtern> imports(long module) {
        try (Arena call = Arena.ofConfined()) {
            long vec = call.allocate(ByteVec.SIZE_BYTES, 8).address();
            IMPORTS.call(module, vec);
            List<RawExtern> found = new ArrayList<>();
            for (long at : elements(vec)) {
                String from = ByteVec.name(IMPORT_MODULE.call(at));
                String name = ByteVec.name(IMPORT_NAME.call(at));
                found.add(new RawExtern(from, name, TypeApi.read(IMPORT_TYPE.call(at))));
            }
            IMPORTS_DELETE.call(vec);
            return found;
        }
    }

    public static List<RawExtern> exports(long module) {
        try (Arena call = Arena.ofConfined()) {
            long vec = call.allocate(ByteVec.SIZE_BYTES, 8).address();
            EXPORTS.call(module, vec);
            List<RawExtern> found = new ArrayList<>();
            for (long at : elements(vec)) {
                String name = ByteVec.name(EXPORT_NAME.call(at));
                found.add(new RawExtern("", name, TypeApi.read(EXPORT_TYPE.call(at))));
            }
            EXPORTS_DELETE.call(vec);
            return found;
        }
    }

    private static long[] elements(long vec) {
        long[] pointers = new long[Math.toIntExact(ByteVec.size(vec))];
        for (int i = 0; i < pointers.length; i++) {
            pointers[i] = RawMemory.longAt(ByteVec.data(vec) + 8L * i);
        }
        return pointers;
    }

    private static long copy(Arena call, byte[] bytes) {
        // The library is given a live address even for nothing.
        MemorySegment copy = call.allocate(Math.max(bytes.length, 1), 16);
        MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return copy.address();
    }

    private static void check(long error) {
        if (error != 0) {
            throw new LibraryRefused(FailureApi.consumeError(error));
        }
    }
}
