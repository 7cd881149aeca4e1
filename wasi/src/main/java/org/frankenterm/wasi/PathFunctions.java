package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.BYTES;
import static org.frankenterm.wasi.Parameter.FD;
import static org.frankenterm.wasi.Parameter.OUT_FILESTAT;
import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.U32;
import static org.frankenterm.wasi.Parameter.U64;

import java.util.List;
import org.frankenterm.wasmtime.Caller;

/// `path_*`: functions on a name beneath a directory descriptor. No directory is open, so each
/// refuses: `badf` for a closed number, `notdir` for a stream.
final class PathFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of("path_create_directory", PathFunctions::beneath, FD, BYTES),
                    WasiFunction.of(
                            "path_filestat_get",
                            PathFunctions::beneath,
                            FD,
                            U32,
                            BYTES,
                            OUT_FILESTAT),
                    WasiFunction.of(
                            "path_filestat_set_times",
                            PathFunctions::beneath,
                            FD,
                            U32,
                            BYTES,
                            U64,
                            U64,
                            U32),
                    WasiFunction.of("path_link", PathFunctions::link, FD, U32, BYTES, FD, BYTES),
                    WasiFunction.of(
                            "path_open",
                            PathFunctions::beneath,
                            FD,
                            U32,
                            BYTES,
                            U32,
                            U64,
                            U64,
                            U32,
                            OUT_U32),
                    WasiFunction.of(
                            "path_readlink", PathFunctions::beneath, FD, BYTES, BYTES, OUT_U32),
                    WasiFunction.of("path_remove_directory", PathFunctions::beneath, FD, BYTES),
                    WasiFunction.of("path_rename", PathFunctions::rename, FD, BYTES, FD, BYTES),
                    WasiFunction.of("path_symlink", PathFunctions::symlink, BYTES, FD, BYTES),
                    WasiFunction.of("path_unlink_file", PathFunctions::beneath, FD, BYTES));

    private PathFunctions() {}

    private static Errno beneath(Caller caller, WasiContext context) {
        return directory(context, caller.u32(0));
    }

    private static Errno link(Caller caller, WasiContext context) {
        return directories(context, caller.u32(0), caller.u32(4));
    }

    private static Errno rename(Caller caller, WasiContext context) {
        return directories(context, caller.u32(0), caller.u32(3));
    }

    private static Errno symlink(Caller caller, WasiContext context) {
        return directory(context, caller.u32(2));
    }

    private static Errno directories(WasiContext context, long from, long to) {
        context.descriptors().require(to);
        return directory(context, from);
    }

    private static Errno directory(WasiContext context, long number) {
        return switch (context.descriptors().require(number)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.NOTDIR;
        };
    }
}
