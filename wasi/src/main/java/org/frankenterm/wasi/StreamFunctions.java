package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.FD;
import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.OUT_U64;
import static org.frankenterm.wasi.Parameter.U32;
import static org.frankenterm.wasi.Parameter.U64;
import static org.frankenterm.wasi.Parameter.VECTORS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.frankenterm.posix.Whence;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.Interrupt;
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

    /// The most that one call moves between a file and the guest, in bytes; beyond it the call is
    /// short and the guest goes on with another, which meets its deadline first.
    static final int MAX_MOVE = 32 << 20;

    /// The same for output that is taken in this process.
    static final int MAX_TAKE = 1 << 20;

    /// What a pipe that has room takes without waiting; PIPE_BUF of Linux.
    private static final int PIPE_BUF = 4096;

    private static final int CHUNK = 8192;
    private static final Whence[] WHENCES = {Whence.SET, Whence.CUR, Whence.END};

    private StreamFunctions() {}

    private static Descriptor descriptor(Caller caller, WasiContext context) {
        return context.descriptor(caller.u32(0));
    }

    private static IoVectors vectors(Caller caller) {
        long count = caller.u32(2);
        return count == 0 ? IoVectors.NONE : IoVectors.read(caller.memory(), caller.u32(1), count);
    }

    /// Tells guest and audit how many bytes were moved.
    private static Errno moved(Caller caller, WasiContext context, int result, long bytes) {
        context.call().bytes(bytes);
        caller.memory().putInt(caller.u32(result), (int) bytes);
        return Errno.SUCCESS;
    }

    private static Errno read(Caller caller, WasiContext context) {
        IoVectors vectors = vectors(caller);
        return switch (descriptor(caller, context)) {
            case Stream.Input input -> {
                input.require(Rights.FD_READ);
                yield moved(caller, context, 3, 0);
            }
            case Stream.Output _ -> Errno.BADF;
            case Stream.Inherited stream -> {
                stream.require(Rights.FD_READ);
                yield moved(caller, context, 3, read(caller, vectors, stream));
            }
            case OpenFile file -> {
                file.require(Rights.FD_READ);
                ByteBuffer[] to = vectors.views(caller.memory(), MAX_MOVE);
                yield moved(caller, context, 3, to.length == 0 ? 0 : file.read(to));
            }
            case Directory _ -> Errno.ISDIR;
        };
    }

    private static long read(Caller caller, IoVectors vectors, Stream.Inherited stream) {
        ByteBuffer[] to = vectors.views(caller.memory(), MAX_MOVE);
        if (to.length == 0) {
            return 0;
        }
        if (!stream.regular()) {
            Waiting.until(stream, false, caller.interrupt());
        }
        return stream.read(to);
    }

    private static Errno write(Caller caller, WasiContext context) {
        IoVectors vectors = vectors(caller);
        return switch (descriptor(caller, context)) {
            case Stream.Input _ -> Errno.BADF;
            case Stream.Output output -> {
                output.require(Rights.FD_WRITE);
                yield take(caller, context, vectors, output.sink());
            }
            case Stream.Inherited stream -> {
                stream.require(Rights.FD_WRITE);
                yield moved(caller, context, 3, write(caller, vectors, stream));
            }
            case OpenFile file -> {
                file.require(Rights.FD_WRITE);
                yield write(caller, context, file, vectors);
            }
            case Directory _ -> Errno.ISDIR;
        };
    }

    private static Errno take(
            Caller caller, WasiContext context, IoVectors vectors, OutputSink sink) {
        try {
            return moved(caller, context, 3, take(caller.memory(), vectors, sink));
        } catch (IOException e) {
            return Errno.IO;
        }
    }

    private static long take(Memory memory, IoVectors vectors, OutputSink sink) throws IOException {
        byte[] chunk = new byte[(int) Math.min(vectors.total(), CHUNK)];
        long taken = 0;
        for (ByteBuffer piece : vectors.sources(memory, MAX_TAKE)) {
            while (piece.hasRemaining()) {
                int count = Math.min(piece.remaining(), chunk.length);
                piece.get(chunk, 0, count);
                sink.write(chunk, 0, count);
                taken += count;
            }
        }
        return taken;
    }

    /// With a deadline no more is written at a time than a pipe takes without waiting.
    private static long write(Caller caller, IoVectors vectors, Stream.Inherited stream) {
        Interrupt interrupt = caller.interrupt();
        boolean hurried = !stream.regular() && Waiting.hurried(interrupt);
        ByteBuffer[] from = vectors.sources(caller.memory(), hurried ? PIPE_BUF : MAX_MOVE);
        if (from.length == 0) {
            return 0;
        }
        if (!stream.regular()) {
            Waiting.until(stream, true, interrupt);
        }
        return stream.write(from);
    }

    private static Errno write(
            Caller caller, WasiContext context, OpenFile file, IoVectors vectors) {
        file.requireWritable();
        ByteBuffer[] from = vectors.sources(caller.memory(), allowed(context, vectors));
        long written = from.length == 0 ? 0 : file.write(from);
        context.allowance().spend(written);
        return moved(caller, context, 3, written);
    }

    private static long allowed(WasiContext context, IoVectors vectors) {
        return context.allowance().atMost(Math.min(vectors.total(), MAX_MOVE));
    }

    private static Errno pread(Caller caller, WasiContext context) {
        IoVectors vectors = vectors(caller);
        return switch (descriptor(caller, context)) {
            case Stream.Input _, Stream.Inherited _ -> Errno.SPIPE;
            case Stream.Output _ -> Errno.BADF;
            case OpenFile file -> {
                file.require(Rights.FD_READ | Rights.FD_SEEK);
                ByteBuffer[] to = vectors.views(caller.memory(), MAX_MOVE);
                long position = caller.i64(3);
                yield moved(caller, context, 4, to.length == 0 ? 0 : file.readAt(to, position));
            }
            case Directory _ -> Errno.ISDIR;
        };
    }

    private static Errno pwrite(Caller caller, WasiContext context) {
        IoVectors vectors = vectors(caller);
        return switch (descriptor(caller, context)) {
            case Stream.Input _ -> Errno.BADF;
            case Stream.Output _, Stream.Inherited _ -> Errno.SPIPE;
            case OpenFile file -> {
                file.require(Rights.FD_WRITE | Rights.FD_SEEK);
                yield writeAt(caller, context, file, vectors);
            }
            case Directory _ -> Errno.ISDIR;
        };
    }

    private static Errno writeAt(
            Caller caller, WasiContext context, OpenFile file, IoVectors vectors) {
        file.requireWritable();
        ByteBuffer[] from = vectors.sources(caller.memory(), allowed(context, vectors));
        long written = from.length == 0 ? 0 : file.writeAt(from, caller.i64(3));
        context.allowance().spend(written);
        return moved(caller, context, 4, written);
    }

    private static Errno seek(Caller caller, WasiContext context) {
        if (caller.u32(2) >= WHENCES.length) {
            return Errno.INVAL;
        }
        long offset = caller.i64(1);
        Whence whence = WHENCES[caller.i32(2)];
        Descriptor descriptor = descriptor(caller, context);
        return switch (descriptor) {
            case Stream.Input _, Stream.Output _ -> Errno.SPIPE;
            case Stream.Inherited stream -> {
                requireSeek(stream, offset, whence);
                yield positioned(caller, 3, Refusal.check(stream.content().seek(offset, whence)));
            }
            case OpenFile file -> {
                requireSeek(file, offset, whence);
                yield positioned(caller, 3, file.seek(offset, whence));
            }
            case Directory _ -> Errno.ISDIR;
        };
    }

    /// Asking for the position by a seek that goes nowhere needs no more than telling it.
    private static void requireSeek(Descriptor descriptor, long offset, Whence whence) {
        if (descriptor instanceof Stream.Inherited stream && !stream.regular()) {
            throw new Refusal(Errno.SPIPE);
        }
        boolean stays = offset == 0 && whence == Whence.CUR;
        descriptor.require(
                stays && !descriptor.has(Rights.FD_SEEK) ? Rights.FD_TELL : Rights.FD_SEEK);
    }

    private static Errno positioned(Caller caller, int result, long position) {
        caller.memory().putLong(caller.u32(result), position);
        return Errno.SUCCESS;
    }

    private static Errno tell(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Stream.Input _, Stream.Output _ -> Errno.SPIPE;
            case Stream.Inherited stream -> {
                requireSeek(stream, 0, Whence.CUR);
                yield positioned(caller, 1, Refusal.check(stream.content().seek(0, Whence.CUR)));
            }
            case OpenFile file -> {
                requireSeek(file, 0, Whence.CUR);
                yield positioned(caller, 1, file.seek(0, Whence.CUR));
            }
            case Directory _ -> Errno.ISDIR;
        };
    }
}
