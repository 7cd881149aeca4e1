package org.frankenterm.posix;

/// How to open: an intention, never bits of somebody else's. A contradictory one is `INVAL` when it
/// is used: `create` with `directory`; [Access#PATH] with `create`, `append`, `sync` or `dataSync`.
///
/// Whatever it says, the descriptor is `O_CLOEXEC`, and unless it only stands for a place
/// `O_NONBLOCK | O_NOCTTY`, so that no FIFO is waited for and no terminal taken over; never
/// `O_TRUNC`, because that happens before anybody could see what was opened.
///
/// @param access what for
/// @param directory whether it has to be a folder (`NOTDIR` otherwise)
/// @param noFollow whether a link at the end of the path is not followed: with [Access#PATH] the
///   link itself is opened, otherwise `LOOP`
/// @param create whether a regular file is made if there is none, 0666 before the umask
/// @param exclusive with `create`, whether it has to be made (`EXIST` otherwise); without, nothing
/// @param append whether each write goes to the end
/// @param sync whether each write waits until everything is on the device
/// @param dataSync whether each write waits until its bytes are
/// @param sameMount whether the way may not enter another mount (`XDEV`)
/// @param noLinks whether no link on the way is followed (`LOOP`)
public record OpenHow(
        Access access,
        boolean directory,
        boolean noFollow,
        boolean create,
        boolean exclusive,
        boolean append,
        boolean sync,
        boolean dataSync,
        boolean sameMount,
        boolean noLinks) {
    /// Opening a place, nothing more.
    ///
    /// @return with nothing else asked for
    public static OpenHow path() {
        return of(Access.PATH);
    }

    /// Opening to read.
    ///
    /// @return with nothing else asked for
    public static OpenHow read() {
        return of(Access.READ);
    }

    /// Opening to write.
    ///
    /// @return with nothing else asked for
    public static OpenHow write() {
        return of(Access.WRITE);
    }

    /// Opening to read and write.
    ///
    /// @return with nothing else asked for
    public static OpenHow readWrite() {
        return of(Access.READ_WRITE);
    }

    /// Opening for something.
    ///
    /// @param access what for
    /// @return with nothing else asked for
    public static OpenHow of(Access access) {
        return new OpenHow(access, false, false, false, false, false, false, false, false, false);
    }

    /// Only a folder.
    ///
    /// @param on the new [#directory()]
    /// @return otherwise the same
    public OpenHow directory(boolean on) {
        return new OpenHow(
                access, on, noFollow, create, exclusive, append, sync, dataSync, sameMount,
                noLinks);
    }

    /// Not following a link at the end.
    ///
    /// @param on the new [#noFollow()]
    /// @return otherwise the same
    public OpenHow noFollow(boolean on) {
        return new OpenHow(
                access, directory, on, create, exclusive, append, sync, dataSync, sameMount,
                noLinks);
    }

    /// Making the file.
    ///
    /// @param on the new [#create()]
    /// @return otherwise the same
    public OpenHow create(boolean on) {
        return new OpenHow(
                access, directory, noFollow, on, exclusive, append, sync, dataSync, sameMount,
                noLinks);
    }

    /// Only a new one.
    ///
    /// @param on the new [#exclusive()]
    /// @return otherwise the same
    public OpenHow exclusive(boolean on) {
        return new OpenHow(
                access, directory, noFollow, create, on, append, sync, dataSync, sameMount,
                noLinks);
    }

    /// Each write at the end.
    ///
    /// @param on the new [#append()]
    /// @return otherwise the same
    public OpenHow append(boolean on) {
        return new OpenHow(
                access, directory, noFollow, create, exclusive, on, sync, dataSync, sameMount,
                noLinks);
    }

    /// Each write on the device.
    ///
    /// @param on the new [#sync()]
    /// @return otherwise the same
    public OpenHow sync(boolean on) {
        return new OpenHow(
                access, directory, noFollow, create, exclusive, append, on, dataSync, sameMount,
                noLinks);
    }

    /// The bytes of each write on the device.
    ///
    /// @param on the new [#dataSync()]
    /// @return otherwise the same
    public OpenHow dataSync(boolean on) {
        return new OpenHow(
                access, directory, noFollow, create, exclusive, append, sync, on, sameMount,
                noLinks);
    }

    /// Not into another mount.
    ///
    /// @param on the new [#sameMount()]
    /// @return otherwise the same
    public OpenHow sameMount(boolean on) {
        return new OpenHow(
                access, directory, noFollow, create, exclusive, append, sync, dataSync, on,
                noLinks);
    }

    /// Following no link at all.
    ///
    /// @param on the new [#noLinks()]
    /// @return otherwise the same
    public OpenHow noLinks(boolean on) {
        return new OpenHow(
                access, directory, noFollow, create, exclusive, append, sync, dataSync, sameMount,
                on);
    }

    /// Whether the kernel refuses it as a contradiction, in its newer versions at least.
    boolean contradictory() {
        boolean writes = create || append || sync || dataSync;
        return (create && directory) || (access == Access.PATH && writes);
    }
}
