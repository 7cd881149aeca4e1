package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.FD;
import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.OUT_U64;
import static org.frankenterm.wasi.Parameter.U32;
import static org.frankenterm.wasi.Parameter.U64;
import static org.frankenterm.wasi.Parameter.VECTORS;

import java.io.IOException;
import java.util.List;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.Memory;

/// `fd_*` that move bytes or the position.
final class StreamFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of("fd_read", StreamFunctions::read, FD, VECTORS, OUT_U32),
                    WasiFunction.of("fd_pread", StreamFunctions::pread, FD, VECTORS, U64, OUT_U32),
                    WasiFunction.of("fd_write", StreamFunctions::write, FD, VECTORS, OUT_U32),
                    WasiFunction.of(
                            "fd_pwrite", StreamFunctions::pwrite, FD, VECTORS, U64, OUT_U32),
                    WasiFunction.of("fd_seek", StreamFunctions::seek, FD, U64, U32, OUT_U64),
                    WasiFunction.of("fd_tell", StreamFunctions::tell, FD, OUT_U64));

    /// The most that one call writes, in bytes; beyond it the write is short and the guest goes on
    /// with another, which meets its deadline first.
    static final int MAX_WRITE = 1 << 20;

    private static final int CHUNK = 8192;
    private static final int MAX_WHENCE = 2;

    private StreamFunctions() {}

    private static Descriptor descriptor(Caller caller, WasiContext context) {
        return context.descriptors().require(caller.u32(0));
    }

    private static IoVectors vectors(Caller caller) {
        long count = caller.u32(2);
        return count == 0 ? IoVectors.NONE : IoVectors.read(caller.memory(), caller.u32(1), count);
    }

    private static Errno read(Caller caller, WasiContext context) {
        vectors(caller);
        return switch (descriptor(caller, context)) {
            case Descriptor.Input input -> {
                input.require(Rights.FD_READ);
                caller.memory().putInt(caller.u32(3), 0);
                yield Errno.SUCCESS;
            }
            case Descriptor.Output _ -> Errno.BADF;
        };
    }

    private static Errno write(Caller caller, WasiContext context) {
        IoVectors vectors = vectors(caller);
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _ -> Errno.BADF;
            case Descriptor.Output output -> {
                output.require(Rights.FD_WRITE);
                yield write(caller, vectors, output.sink());
            }
        };
    }

    private static Errno write(Caller caller, IoVectors vectors, OutputSink sink) {
        try {
            int written = copy(caller.memory(), vectors, sink);
            caller.memory().putInt(caller.u32(3), written);
            return Errno.SUCCESS;
        } catch (IOException e) {
            return Errno.IO;
        }
    }

    private static int copy(Memory memory, IoVectors vectors, OutputSink sink) throws IOException {
        byte[] chunk = new byte[(int) Math.min(vectors.total(), CHUNK)];
        int written = 0;
        for (int i = 0; i < vectors.count(); i++) {
            long pointer = vectors.pointer(i);
            long end = pointer + Math.min(vectors.length(i), MAX_WRITE - written);
            while (pointer < end) {
                int count = (int) Math.min(end - pointer, chunk.length);
                memory.read(pointer, chunk, 0, count);
                sink.write(chunk, 0, count);
                pointer += count;
                written += count;
            }
        }
        return written;
    }

    private static Errno pread(Caller caller, WasiContext context) {
        vectors(caller);
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _ -> Errno.SPIPE;
            case Descriptor.Output _ -> Errno.BADF;
        };
    }

    private static Errno pwrite(Caller caller, WasiContext context) {
        vectors(caller);
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _ -> Errno.BADF;
            case Descriptor.Output _ -> Errno.SPIPE;
        };
    }

    private static Errno seek(Caller caller, WasiContext context) {
        if (caller.u32(2) > MAX_WHENCE) {
            return Errno.INVAL;
        }
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.SPIPE;
        };
    }

    private static Errno tell(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.SPIPE;
        };
    }
}
