package org.frankenterm.wasi;

import org.frankenterm.posix.Timestamps;
import org.jspecify.annotations.Nullable;

/// An open directory: a folder of the host's, or single files of one shown as if they were all
/// there is.
///
/// Each operation on a path refuses with the error code that preview 1 has for it. None reaches
/// anything outside, and none tells whether something outside exists.
abstract sealed class Directory extends Descriptor permits HostDirectory, VirtualDirectory {
    private final boolean preopened;

    Directory(String name, long rights, long inheriting, boolean preopened) {
        super(name, rights, inheriting, 0);
        this.preopened = preopened;
    }

    @Override
    Filetype type() {
        return Filetype.DIRECTORY;
    }

    /// The name it was preopened under; null if the guest opened it.
    byte @Nullable [] preopenedName() {
        return preopened ? name() : null;
    }

    /// What `fd_filestat_get` tells.
    abstract Filestat filestat();

    /// Sets the directory's own times.
    abstract void times(Timestamps times);

    abstract void sync();

    /// The entries, read through the descriptor's own position.
    abstract Listing listing();

    /// Opens, and makes a file if asked to.
    abstract Descriptor open(GuestPath path, OpenRequest request);

    abstract Filestat filestat(GuestPath path, boolean follow);

    abstract void times(GuestPath path, boolean follow, Timestamps times);

    /// Where a link leads, as it is written.
    abstract byte[] readLink(GuestPath path);

    abstract void makeDirectory(GuestPath path);

    abstract void removeDirectory(GuestPath path);

    abstract void unlink(GuestPath path);

    abstract void symlink(byte[] target, GuestPath path);

    abstract void rename(GuestPath path, Directory to, GuestPath newPath);

    abstract void link(GuestPath path, Directory to, GuestPath newPath);
}
