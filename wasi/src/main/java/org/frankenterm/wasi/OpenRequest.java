package org.frankenterm.wasi;

import org.frankenterm.posix.Access;
import org.frankenterm.posix.OpenHow;

/// What a guest asks `path_open` for, checked: intentions, of which none is passed on as the bits
/// the guest wrote.
///
/// @param follow whether a link in the last place is followed
/// @param create whether a file that doesn't exist is made
/// @param directory whether it must be a directory
/// @param exclusive whether a file that exists is refused
/// @param truncate whether the file is emptied
/// @param rights that the descriptor shall have
/// @param inheriting rights that descriptors opened through it shall have
/// @param flags `fdflags`
record OpenRequest(
        boolean follow,
        boolean create,
        boolean directory,
        boolean exclusive,
        boolean truncate,
        long rights,
        long inheriting,
        int flags) {
    private static final int CREAT = 1;
    private static final int DIRECTORY = 1 << 1;
    private static final int EXCL = 1 << 2;
    private static final int TRUNC = 1 << 3;
    private static final int ALL = CREAT | DIRECTORY | EXCL | TRUNC;

    /// Reads the guest's bits; refuses with `inval` what does not exist and what contradicts
    /// itself: a directory is not made, emptied or found missing by `path_open`.
    static OpenRequest of(boolean follow, int oflags, long rights, long inheriting, int flags) {
        if ((oflags & ~ALL) != 0 || ((oflags & DIRECTORY) != 0 && oflags != DIRECTORY)) {
            throw new Refusal(Errno.INVAL);
        }
        return new OpenRequest(
                follow,
                (oflags & CREAT) != 0,
                (oflags & DIRECTORY) != 0,
                (oflags & EXCL) != 0,
                (oflags & TRUNC) != 0,
                rights & Rights.ALL,
                inheriting & Rights.ALL,
                FdFlags.check(flags));
    }

    /// The rights that the directory must have for it.
    long needed() {
        return Rights.PATH_OPEN
                | (create ? Rights.PATH_CREATE_FILE : 0)
                | (truncate ? Rights.PATH_FILESTAT_SET_SIZE : 0);
    }

    /// The rights that the directory must be able to pass on.
    long passedOn() {
        return rights
                | inheriting
                | ((flags & FdFlags.DSYNC) != 0 ? Rights.FD_DATASYNC : 0)
                | ((flags & (FdFlags.SYNC | FdFlags.RSYNC)) != 0 ? Rights.FD_SYNC : 0);
    }

    /// Whether the file could be changed by opening it or through the descriptor.
    boolean writes() {
        return create || forWriting();
    }

    /// The same, and it must be a directory: what a trailing slash says.
    OpenRequest ofDirectory() {
        return new OpenRequest(
                follow, create, true, exclusive, truncate, rights, inheriting, flags);
    }

    /// How the system is asked for it.
    OpenHow how() {
        return OpenHow.of(access())
                .directory(directory)
                .noFollow(!follow)
                .create(create)
                .exclusive(create && exclusive)
                .append((flags & FdFlags.APPEND) != 0)
                .sync((flags & (FdFlags.SYNC | FdFlags.RSYNC)) != 0)
                .dataSync((flags & FdFlags.DSYNC) != 0);
    }

    private boolean forWriting() {
        return truncate || (rights & Rights.WRITING) != 0;
    }

    /// The rights that a regular file opened so can have of those asked for.
    long ofFile() {
        return rights & Rights.FILE & (forWriting() ? -1L : ~Rights.FD_FILESTAT_SET_SIZE);
    }

    /// Emptying needs a descriptor that is open for writing, whatever the guest may do with its.
    private Access access() {
        if (forWriting()) {
            boolean read = (rights & Rights.FD_READ) != 0;
            return read ? Access.READ_WRITE : Access.WRITE;
        }
        return Access.READ;
    }
}
