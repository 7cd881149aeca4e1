package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.BYTES;
import static org.frankenterm.wasi.Parameter.FD;
import static org.frankenterm.wasi.Parameter.OUT_FDSTAT;
import static org.frankenterm.wasi.Parameter.OUT_FILESTAT;
import static org.frankenterm.wasi.Parameter.OUT_PRESTAT;
import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.U32;
import static org.frankenterm.wasi.Parameter.U64;

import java.util.List;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.Memory;

/// `fd_*` that concern a descriptor itself: what it is, what it may do, its life.
///
/// Streams answer as a pipe does in POSIX: `spipe` where a position is needed, `inval` where a file
/// is. Their file type is `unknown`: with `character_device` libraries take them for a terminal.
final class DescriptorFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of("fd_advise", DescriptorFunctions::advise, FD, U64, U64, U32),
                    WasiFunction.of("fd_allocate", DescriptorFunctions::allocate, FD, U64, U64),
                    WasiFunction.of("fd_close", DescriptorFunctions::close, FD),
                    WasiFunction.of("fd_datasync", DescriptorFunctions::sync, FD),
                    WasiFunction.of(
                            "fd_fdstat_get", DescriptorFunctions::fdstatGet, FD, OUT_FDSTAT),
                    WasiFunction.of(
                            "fd_fdstat_set_flags", DescriptorFunctions::fdstatSetFlags, FD, U32),
                    WasiFunction.of(
                            "fd_fdstat_set_rights",
                            DescriptorFunctions::fdstatSetRights,
                            FD,
                            U64,
                            U64),
                    WasiFunction.of(
                            "fd_filestat_get", DescriptorFunctions::filestatGet, FD, OUT_FILESTAT),
                    WasiFunction.of(
                            "fd_filestat_set_size", DescriptorFunctions::filestatSetSize, FD, U64),
                    WasiFunction.of(
                            "fd_filestat_set_times",
                            DescriptorFunctions::filestatSetTimes,
                            FD,
                            U64,
                            U64,
                            U32),
                    WasiFunction.of(
                            "fd_prestat_get", DescriptorFunctions::prestatGet, FD, OUT_PRESTAT),
                    WasiFunction.of(
                            "fd_prestat_dir_name", DescriptorFunctions::prestatDirName, FD, BYTES),
                    WasiFunction.of(
                            "fd_readdir", DescriptorFunctions::readdir, FD, BYTES, U64, OUT_U32),
                    WasiFunction.of("fd_renumber", DescriptorFunctions::renumber, FD, FD),
                    WasiFunction.of("fd_sync", DescriptorFunctions::sync, FD));

    private static final int MAX_ADVICE = 5;

    /// Size of a `filestat`; all of a stream's fields are zero, file type `unknown` among them.
    private static final int FILESTAT = 64;

    private DescriptorFunctions() {}

    private static Descriptor descriptor(Caller caller, WasiContext context) {
        return context.descriptors().require(caller.u32(0));
    }

    private static Errno advise(Caller caller, WasiContext context) {
        if (caller.u32(3) > MAX_ADVICE) {
            return Errno.INVAL;
        }
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.SPIPE;
        };
    }

    private static Errno allocate(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.SPIPE;
        };
    }

    private static Errno close(Caller caller, WasiContext context) {
        context.descriptors().close(caller.u32(0));
        return Errno.SUCCESS;
    }

    private static Errno renumber(Caller caller, WasiContext context) {
        context.descriptors().renumber(caller.u32(0), caller.u32(1));
        return Errno.SUCCESS;
    }

    private static Errno sync(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.INVAL;
        };
    }

    private static Errno fdstatGet(Caller caller, WasiContext context) {
        Descriptor descriptor = descriptor(caller, context);
        Memory memory = caller.memory();
        long target = caller.u32(1);
        // one byte of file type, a byte of padding, two bytes of flags
        memory.putLong(target, (long) descriptor.flags() << 16);
        memory.putLong(target + 8, descriptor.rights());
        memory.putLong(target + 16, 0);
        return Errno.SUCCESS;
    }

    private static Errno fdstatSetFlags(Caller caller, WasiContext context) {
        Descriptor descriptor = descriptor(caller, context);
        descriptor.require(Rights.FD_FDSTAT_SET_FLAGS);
        descriptor.flags(caller.i32(1));
        return Errno.SUCCESS;
    }

    private static Errno fdstatSetRights(Caller caller, WasiContext context) {
        descriptor(caller, context).narrow(caller.i64(1), caller.i64(2));
        return Errno.SUCCESS;
    }

    private static Errno filestatGet(Caller caller, WasiContext context) {
        descriptor(caller, context).require(Rights.FD_FILESTAT_GET);
        caller.memory().write(caller.u32(1), new byte[FILESTAT]);
        return Errno.SUCCESS;
    }

    private static Errno filestatSetSize(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.INVAL;
        };
    }

    private static Errno filestatSetTimes(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.INVAL;
        };
    }

    /// Libraries look for preopened directories from 3 on until this answers `badf`.
    private static Errno prestatGet(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.BADF;
        };
    }

    private static Errno prestatDirName(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.NOTDIR;
        };
    }

    private static Errno readdir(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Descriptor.Input _, Descriptor.Output _ -> Errno.NOTDIR;
        };
    }
}
