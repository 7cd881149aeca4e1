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
import org.frankenterm.posix.Advice;
import org.frankenterm.posix.Timestamps;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.Memory;
import org.jspecify.annotations.Nullable;

/// `fd_*` that concern a descriptor itself: what it is, what it may do, its life.
///
/// Streams answer as a pipe does in POSIX: `spipe` where a position is needed, `inval` where a file
/// is.
final class DescriptorFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of("fd_advise", DescriptorFunctions::advise, FD, U64, U64, U32),
                    WasiFunction.of("fd_allocate", DescriptorFunctions::allocate, FD, U64, U64),
                    WasiFunction.of("fd_close", DescriptorFunctions::close, FD),
                    WasiFunction.of("fd_datasync", DescriptorFunctions::dataSync, FD),
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

    private static final Advice[] ADVICE = {
        Advice.NORMAL,
        Advice.SEQUENTIAL,
        Advice.RANDOM,
        Advice.WILLNEED,
        Advice.DONTNEED,
        Advice.NOREUSE
    };

    private DescriptorFunctions() {}

    private static Descriptor descriptor(Caller caller, WasiContext context) {
        return context.descriptor(caller.u32(0));
    }

    private static Errno advise(Caller caller, WasiContext context) {
        if (caller.u32(3) >= ADVICE.length) {
            return Errno.INVAL;
        }
        return switch (descriptor(caller, context)) {
            case Stream _ -> Errno.SPIPE;
            case OpenFile file -> {
                file.require(Rights.FD_ADVISE);
                Advice advice = ADVICE[caller.i32(3)];
                Refusal.check(file.content().advise(caller.i64(1), caller.i64(2), advice));
                yield Errno.SUCCESS;
            }
            case Directory _ -> Errno.BADF;
        };
    }

    private static Errno allocate(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Stream _ -> Errno.SPIPE;
            case OpenFile file -> {
                file.require(Rights.FD_ALLOCATE);
                file.requireWritable();
                yield allocate(context, file, caller.i64(1), caller.i64(2));
            }
            case Directory _ -> Errno.ISDIR;
        };
    }

    private static Errno allocate(WasiContext context, OpenFile file, long offset, long length) {
        if (offset < 0 || length <= 0) {
            return Errno.INVAL;
        }
        if (length > Long.MAX_VALUE - offset) {
            return Errno.FBIG;
        }
        context.allowance().checkSize(offset + length);
        context.allowance().allocate(length);
        Refusal.check(file.content().allocate(offset, length));
        return Errno.SUCCESS;
    }

    private static Errno close(Caller caller, WasiContext context) {
        descriptor(caller, context);
        context.descriptors().close(caller.u32(0));
        return Errno.SUCCESS;
    }

    private static Errno renumber(Caller caller, WasiContext context) {
        descriptor(caller, context);
        context.descriptors().renumber(caller.u32(0), caller.u32(1));
        return Errno.SUCCESS;
    }

    private static Errno sync(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Stream _ -> Errno.INVAL;
            case OpenFile file -> {
                file.require(Rights.FD_SYNC);
                file.sync();
                yield Errno.SUCCESS;
            }
            case Directory directory -> {
                directory.require(Rights.FD_SYNC);
                directory.sync();
                yield Errno.SUCCESS;
            }
        };
    }

    private static Errno dataSync(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Stream _ -> Errno.INVAL;
            case OpenFile file -> {
                file.require(Rights.FD_DATASYNC);
                file.dataSync();
                yield Errno.SUCCESS;
            }
            case Directory directory -> {
                directory.require(Rights.FD_DATASYNC);
                directory.sync();
                yield Errno.SUCCESS;
            }
        };
    }

    private static Errno fdstatGet(Caller caller, WasiContext context) {
        Descriptor descriptor = descriptor(caller, context);
        Memory memory = caller.memory();
        long target = caller.u32(1);
        // one byte of file type, a byte of padding, two bytes of flags
        memory.putLong(target, descriptor.type().number() | (long) descriptor.flags() << 16);
        memory.putLong(target + 8, descriptor.rights());
        memory.putLong(target + 16, descriptor.inheriting());
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
        Descriptor descriptor = descriptor(caller, context);
        descriptor.require(Rights.FD_FILESTAT_GET);
        Filestat filestat =
                switch (descriptor) {
                    case Stream stream -> stream.filestat();
                    case OpenFile file -> file.filestat();
                    case Directory directory -> directory.filestat();
                };
        filestat.write(caller.memory(), caller.u32(1));
        return Errno.SUCCESS;
    }

    private static Errno filestatSetSize(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Stream _ -> Errno.INVAL;
            case OpenFile file -> {
                file.require(Rights.FD_FILESTAT_SET_SIZE);
                file.requireWritable();
                long size = caller.i64(1);
                if (size > file.filestat().size()) {
                    context.allowance().checkSize(size);
                }
                Refusal.check(file.content().truncate(size));
                yield Errno.SUCCESS;
            }
            case Directory _ -> Errno.ISDIR;
        };
    }

    private static Errno filestatSetTimes(Caller caller, WasiContext context) {
        Descriptor descriptor = descriptor(caller, context);
        Timestamps times = TimesRequest.of(caller.i64(1), caller.i64(2), caller.u32(3));
        return switch (descriptor) {
            case Stream _ -> Errno.INVAL;
            case OpenFile file -> {
                file.require(Rights.FD_FILESTAT_SET_TIMES);
                file.requireWritable();
                file.times(times);
                yield Errno.SUCCESS;
            }
            case Directory directory -> {
                directory.require(Rights.FD_FILESTAT_SET_TIMES);
                directory.times(times);
                yield Errno.SUCCESS;
            }
        };
    }

    private static byte @Nullable [] preopenedName(Descriptor descriptor) {
        return switch (descriptor) {
            case Stream _, OpenFile _ -> null;
            case Directory directory -> directory.preopenedName();
        };
    }

    /// Libraries look for preopened directories from 3 on until this answers `badf`.
    private static Errno prestatGet(Caller caller, WasiContext context) {
        byte[] name = preopenedName(descriptor(caller, context));
        if (name == null) {
            return Errno.BADF;
        }
        // one byte of tag, 0 for a directory, and three of padding; then the length of the name
        caller.memory().putLong(caller.u32(1), (long) name.length << 32);
        return Errno.SUCCESS;
    }

    private static Errno prestatDirName(Caller caller, WasiContext context) {
        byte[] name = preopenedName(descriptor(caller, context));
        if (name == null) {
            return Errno.NOTDIR;
        }
        if (name.length > caller.u32(2)) {
            return Errno.NAMETOOLONG;
        }
        caller.memory().write(caller.u32(1), name);
        return Errno.SUCCESS;
    }

    private static Errno readdir(Caller caller, WasiContext context) {
        return switch (descriptor(caller, context)) {
            case Stream _, OpenFile _ -> Errno.NOTDIR;
            case Directory directory -> {
                directory.require(Rights.FD_READDIR);
                yield readdir(caller, context, directory.listing());
            }
        };
    }

    /// Fills the guest's buffer to its last byte while there are entries: a guest takes a buffer
    /// that isn't full for the end of the directory.
    private static Errno readdir(Caller caller, WasiContext context, Listing listing) {
        long buffer = caller.u32(1);
        long length = caller.u32(2);
        listing.seek(caller.i64(3));
        long used = 0;
        while (used < length) {
            long cookie = listing.position();
            DirectoryEntry entry = listing.next();
            if (entry == null) {
                break;
            }
            caller.interrupt().check(System.nanoTime());
            byte[] encoded = entry.encoded();
            int fitting = (int) Math.min(encoded.length, length - used);
            caller.memory().write(buffer + used, encoded, 0, fitting);
            used += fitting;
            if (fitting < encoded.length) {
                listing.unread(entry, cookie);
            }
        }
        context.call().bytes(used);
        caller.memory().putInt(caller.u32(4), (int) used);
        return Errno.SUCCESS;
    }
}
