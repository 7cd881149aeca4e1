package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Linkers: `wasmtime/linker.h`.
public final class LinkerApi {
    private static final Downcall NEW = Symbols.bind("wasmtime_linker_new", 1);
    private static final Downcall DELETE = Symbols.bind("wasmtime_linker_delete", 1);
    private static final Downcall DEFINE = Symbols.bind("wasmtime_linker_define_func_unchecked", 9);
    private static final Downcall INSTANTIATE = Symbols.bind("wasmtime_linker_instantiate", 5);

    private LinkerApi() {}

    /// An owned `wasmtime_linker_t*`, for [#delete].
    public static long open(long engine) {
        return NEW.call(engine);
    }

    public static void delete(long linker) {
        DELETE.call(linker);
    }

    /// Names of an import.
    public record Name(String module, String name) {}

    /// Its type: number kinds only, i32 0, i64 1, f32 2, f64 3.
    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    public record Type(int[] params, int[] results) {}

    /// Defines a host function that calls the target registered in [HostCallTrampoline] under
    /// `number`.
    ///
    /// @throws IllegalArgumentException if the name is defined already
    public static void define(long linker, Name name, Type type, long number) {
        TypeApi.withFunction(
                type.params(), type.results(), functype -> define(linker, name, functype, number));
    }

    private static void define(long linker, Name name, long type, long number) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment module = utf8(call, name.module());
            MemorySegment field = utf8(call, name.name());
            long error =
                    DEFINE.call(
                            linker,
                            module.address(),
                            module.byteSize(),
                            field.address(),
                            field.byteSize(),
                            type,
                            HostCallTrampoline.stub(),
                            number,
                            0);
            if (error != 0) {
                throw new IllegalArgumentException(FailureApi.consumeError(error));
            }
        }
    }

    private static MemorySegment utf8(Arena call, String text) {
        return call.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Instantiates into `frame` and runs the module's start function; the guest calls host
    /// functions before this returns.
    ///
    /// @return 0 or an owned error; a trap is in the frame
    public static long instantiate(long linker, long context, long module, CallFrame frame) {
        return INSTANTIATE.call(linker, context, module, frame.instance(), frame.trapSlot());
    }
}
