package org.frankenterm.wasi;

import java.util.List;
import org.frankenterm.wasi.GuestFiles.At;

/// A call with one path of an attacker's choice.
///
/// @param name for messages
/// @param call makes it
record PathAttack(String name, Call call) {
    private static final At FILE = At.root("file");
    private static final At NEW = At.root("new");

    /// The call, whose hostile path is beneath the first preopen.
    @FunctionalInterface
    interface Call {
        Errno make(GuestFiles files, At at) throws Exception;
    }

    /// Every function that takes a path, in each of its places, with each flag that matters.
    static List<PathAttack> all() {
        OpenArguments every = OpenArguments.everything(0);
        OpenArguments read = OpenArguments.READ;
        return List.of(
                new PathAttack("mkdir", GuestFiles::makeDirectory),
                new PathAttack("rmdir", GuestFiles::removeDirectory),
                new PathAttack("unlink", GuestFiles::unlink),
                new PathAttack("stat", (files, at) -> files.status(at, true)),
                new PathAttack("lstat", (files, at) -> files.status(at, false)),
                new PathAttack("utimes", (files, at) -> files.times(at, true, 5)),
                new PathAttack("lutimes", (files, at) -> files.times(at, false, 5)),
                new PathAttack("readlink", (files, at) -> files.readLink(at, 4096)),
                new PathAttack("open", (files, at) -> files.open(at, read)),
                new PathAttack("open O_NOFOLLOW", (files, at) -> files.open(at, read.noFollow())),
                new PathAttack("open to write", (files, at) -> files.open(at, every)),
                new PathAttack("open a folder", (f, at) -> f.open(at, OpenArguments.folder())),
                new PathAttack("open O_CREAT", (f, at) -> f.open(at, every.oflags(1))),
                new PathAttack("open O_CREAT O_EXCL", (f, at) -> f.open(at, every.oflags(5))),
                new PathAttack("open O_TRUNC", (f, at) -> f.open(at, every.oflags(8))),
                new PathAttack("open O_CREAT O_TRUNC", (f, at) -> f.open(at, every.oflags(9))),
                new PathAttack("rename from", (files, at) -> files.rename(at, NEW)),
                new PathAttack("rename to", (files, at) -> files.rename(FILE, at)),
                new PathAttack("rename onto itself", (files, at) -> files.rename(at, at)),
                new PathAttack("link from", (files, at) -> files.link(at, NEW)),
                new PathAttack("link from, followed", (files, at) -> files.link(at, NEW, true)),
                new PathAttack("link to", (files, at) -> files.link(FILE, at)),
                new PathAttack("symlink at", (files, at) -> files.symlink("file", at)));
    }

    @Override
    public String toString() {
        return name;
    }
}
