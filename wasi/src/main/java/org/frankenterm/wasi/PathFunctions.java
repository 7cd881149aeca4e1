package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.BYTES;
import static org.frankenterm.wasi.Parameter.FD;
import static org.frankenterm.wasi.Parameter.OUT_FILESTAT;
import static org.frankenterm.wasi.Parameter.OUT_U32;
import static org.frankenterm.wasi.Parameter.U32;
import static org.frankenterm.wasi.Parameter.U64;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.frankenterm.posix.Timestamps;
import org.frankenterm.wasmtime.Caller;

/// `path_*`: functions on a name beneath a directory descriptor.
final class PathFunctions {
    static final List<WasiFunction> ALL =
            List.of(
                    WasiFunction.of(
                            "path_create_directory", PathFunctions::createDirectory, FD, BYTES),
                    WasiFunction.of(
                            "path_filestat_get",
                            PathFunctions::filestatGet,
                            FD,
                            U32,
                            BYTES,
                            OUT_FILESTAT),
                    WasiFunction.of(
                            "path_filestat_set_times",
                            PathFunctions::filestatSetTimes,
                            FD,
                            U32,
                            BYTES,
                            U64,
                            U64,
                            U32),
                    WasiFunction.of("path_link", PathFunctions::link, FD, U32, BYTES, FD, BYTES),
                    WasiFunction.of(
                            "path_open",
                            PathFunctions::open,
                            FD,
                            U32,
                            BYTES,
                            U32,
                            U64,
                            U64,
                            U32,
                            OUT_U32),
                    WasiFunction.of(
                            "path_readlink", PathFunctions::readlink, FD, BYTES, BYTES, OUT_U32),
                    WasiFunction.of(
                            "path_remove_directory", PathFunctions::removeDirectory, FD, BYTES),
                    WasiFunction.of("path_rename", PathFunctions::rename, FD, BYTES, FD, BYTES),
                    WasiFunction.of("path_symlink", PathFunctions::symlink, BYTES, FD, BYTES),
                    WasiFunction.of("path_unlink_file", PathFunctions::unlinkFile, FD, BYTES));

    private static final int SYMLINK_FOLLOW = 1;

    private PathFunctions() {}

    /// A directory and a path beneath it, of which the audit has been told.
    private record Place(Directory directory, GuestPath path) {
        Place require(long rights) {
            directory.require(rights);
            return this;
        }
    }

    /// The one place of a call.
    private static Place place(Caller caller, WasiContext context, int fd, int path) {
        return beneath(caller, context, fd, told(caller, context, fd, path));
    }

    /// The path as the guest wrote it, of which the audit is told before anything is refused.
    private static byte[] told(Caller caller, WasiContext context, int fd, int path) {
        byte[] written = bytes(caller, path);
        context.call().path(described(caller, context, fd, written));
        return written;
    }

    /// The same for the second path of a call, whose descriptor must be open.
    private static byte[] otherTold(Caller caller, WasiContext context, int fd, int path) {
        byte[] written = bytes(caller, path);
        context.call().otherPath(described(caller, context, fd, written));
        context.descriptors().require(caller.u32(fd));
        return written;
    }

    private static Place beneath(Caller caller, WasiContext context, int fd, byte[] written) {
        Directory directory = context.descriptors().requireDirectory(caller.u32(fd));
        return new Place(directory, GuestPath.of(written));
    }

    /// Text of the guest's, no longer than a path may be.
    private static byte[] bytes(Caller caller, int index) {
        long length = caller.u32(index + 1);
        if (length > GuestPath.MAX_BYTES) {
            throw new Refusal(Errno.NAMETOOLONG);
        }
        return length == 0 ? new byte[0] : caller.memory().read(caller.u32(index), length);
    }

    private static byte[] described(Caller caller, WasiContext context, int fd, byte[] path) {
        Descriptor in = context.descriptors().find(caller.u32(fd));
        String folder = in == null ? "?" : new String(in.name(), StandardCharsets.UTF_8);
        String text = new String(path, StandardCharsets.UTF_8);
        String joined = folder.endsWith("/") ? folder + text : folder + "/" + text;
        return joined.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean follows(Caller caller, int index) {
        int flags = caller.i32(index);
        if ((flags & ~SYMLINK_FOLLOW) != 0) {
            throw new Refusal(Errno.INVAL);
        }
        return flags == SYMLINK_FOLLOW;
    }

    private static Errno createDirectory(Caller caller, WasiContext context) {
        Place place = place(caller, context, 0, 1).require(Rights.PATH_CREATE_DIRECTORY);
        place.directory().makeDirectory(place.path());
        return Errno.SUCCESS;
    }

    private static Errno removeDirectory(Caller caller, WasiContext context) {
        Place place = place(caller, context, 0, 1).require(Rights.PATH_REMOVE_DIRECTORY);
        place.directory().removeDirectory(place.path());
        return Errno.SUCCESS;
    }

    private static Errno unlinkFile(Caller caller, WasiContext context) {
        Place place = place(caller, context, 0, 1).require(Rights.PATH_UNLINK_FILE);
        place.directory().unlink(place.path());
        return Errno.SUCCESS;
    }

    private static Errno filestatGet(Caller caller, WasiContext context) {
        Place place = place(caller, context, 0, 2).require(Rights.PATH_FILESTAT_GET);
        place.directory()
                .filestat(place.path(), follows(caller, 1))
                .write(caller.memory(), caller.u32(4));
        return Errno.SUCCESS;
    }

    private static Errno filestatSetTimes(Caller caller, WasiContext context) {
        Place place = place(caller, context, 0, 2).require(Rights.PATH_FILESTAT_SET_TIMES);
        Timestamps times = TimesRequest.of(caller.i64(4), caller.i64(5), caller.u32(6));
        place.directory().times(place.path(), follows(caller, 1), times);
        return Errno.SUCCESS;
    }

    /// A link to where another link leads is never made: what it leads to may lie outside.
    private static Errno link(Caller caller, WasiContext context) {
        byte[] path = told(caller, context, 0, 2);
        byte[] newPath = otherTold(caller, context, 4, 5);
        Place from = beneath(caller, context, 0, path).require(Rights.PATH_LINK_SOURCE);
        Place to = beneath(caller, context, 4, newPath).require(Rights.PATH_LINK_TARGET);
        if (follows(caller, 1)) {
            return Errno.INVAL;
        }
        from.directory().link(from.path(), to.directory(), to.path());
        return Errno.SUCCESS;
    }

    private static Errno rename(Caller caller, WasiContext context) {
        byte[] path = told(caller, context, 0, 1);
        byte[] newPath = otherTold(caller, context, 3, 4);
        Place from = beneath(caller, context, 0, path).require(Rights.PATH_RENAME_SOURCE);
        Place to = beneath(caller, context, 3, newPath).require(Rights.PATH_RENAME_TARGET);
        from.directory().rename(from.path(), to.directory(), to.path());
        return Errno.SUCCESS;
    }

    private static Errno symlink(Caller caller, WasiContext context) {
        byte[] target = bytes(caller, 0);
        byte[] path = told(caller, context, 2, 3);
        context.call().otherPath(target);
        Place place = beneath(caller, context, 2, path).require(Rights.PATH_SYMLINK);
        place.directory().symlink(target, place.path());
        return Errno.SUCCESS;
    }

    private static Errno readlink(Caller caller, WasiContext context) {
        Place place = place(caller, context, 0, 1).require(Rights.PATH_READLINK);
        byte[] target = place.directory().readLink(place.path());
        int fitting = (int) Math.min(target.length, caller.u32(4));
        caller.memory().write(caller.u32(3), target, 0, fitting);
        caller.memory().putInt(caller.u32(5), fitting);
        return Errno.SUCCESS;
    }

    private static Errno open(Caller caller, WasiContext context) {
        Place place = place(caller, context, 0, 2);
        OpenRequest request =
                OpenRequest.of(
                        follows(caller, 1),
                        caller.i32(4),
                        caller.i64(5),
                        caller.i64(6),
                        caller.i32(7));
        Directory directory = place.require(request.needed()).directory();
        if ((request.passedOn() & ~directory.inheriting()) != 0) {
            throw Refusal.denied(Errno.NOTCAPABLE);
        }
        context.descriptors().requireRoom();
        Descriptor opened = directory.open(place.path(), request);
        caller.memory().putInt(caller.u32(8), context.descriptors().open(opened));
        return Errno.SUCCESS;
    }
}
