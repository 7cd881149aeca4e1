package org.frankenterm.posix;

/// Opens what a path names beneath an open folder, and never leaves that folder: not by `..`, not
/// by an absolute path or link, not by a link of `/proc` that leads to an open file, and not while
/// somebody else renames things. A path or link that would leave is `XDEV`, whether there is
/// something outside or not.
///
/// Stateless; the descriptors are their thread's.
public interface Resolver {
    /// Opens what a path names.
    ///
    /// A slash at its end means that it has to be a folder. `AGAIN` if others rename so busily that
    /// the kernel can't tell the way, 128 times in a row.
    ///
    /// @param folder where the path starts, and what it can't leave; [Access#PATH] is enough
    /// @param path relative (`XDEV` otherwise), 1 to 4,095 bytes (`NOENT`, `NAMETOOLONG`); may hold
    ///   `.`, `..` and links
    /// @param how what for
    /// @return what was opened, the current thread's, to be closed by the caller
    /// @throws IllegalArgumentException if `path` holds NUL
    /// @throws IllegalStateException if `folder` is closed, or belongs to another thread
    Result<Fd> open(Fd folder, byte[] path, OpenHow how);

    /// The best this system has: its own call, `openat2` of Linux 5.6, or [#walking] where the
    /// kernel, or a filter before it, has none. Found out once a process.
    ///
    /// @return the same each time
    static Resolver system() {
        return KernelResolver.orWalking();
    }

    /// The walk from component to component, with the same answers, for systems without the call.
    ///
    /// Where it differs: search permission is asked of folders that are entered, not of those a `.`
    /// or `..` stands in; more than 2,048 folders below the start are `NAMETOOLONG`; before Linux
    /// 5.8 mounts are told apart by their devices only.
    ///
    /// @return the same each time
    static Resolver walking() {
        return WalkingResolver.INSTANCE;
    }
}
