package org.frankenterm.wasi;

import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileType;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;
import org.jspecify.annotations.Nullable;

/// A name in a folder that is held open: what a path leads to, except for its last component.
/// Whatever happens to the path meanwhile, the name stays one entry of that folder.
final class PinnedName implements AutoCloseable {
    private final Fd parent;
    private final byte[] name;
    private final boolean directory;

    /// @param parent the folder, owned
    /// @param name one component, neither `.` nor `..`
    /// @param directory whether the guest wrote a slash behind it
    PinnedName(Fd parent, byte[] name, boolean directory) {
        this.parent = parent;
        this.name = name;
        this.directory = directory;
    }

    Fd parent() {
        return parent;
    }

    byte[] name() {
        return name;
    }

    /// What the name stands for now, a link for itself; null if there is nothing.
    private @Nullable FileType type(Resolver resolver) {
        Result<Fd> opened = resolver.open(parent, name, OpenHow.path().noFollow(true));
        return switch (opened) {
            case Result.Failed<Fd> _ -> null;
            case Result.Ok<Fd>(Fd fd) -> {
                try (fd) {
                    yield Refusal.check(fd.status()).type();
                }
            }
        };
    }

    /// Whether the guest says that it is a directory.
    boolean saysDirectory() {
        return directory;
    }

    /// Refuses what is no directory, if the guest says that it is one.
    void requireAsSaid(Resolver resolver) {
        if (directory) {
            requireDirectory(resolver);
        }
    }

    /// Refuses with `noent` when there is nothing and with `notdir` when it is something else, a
    /// link to a directory among them.
    void requireDirectory(Resolver resolver) {
        FileType type = type(resolver);
        if (type == null) {
            throw new Refusal(Errno.NOENT);
        }
        if (type != FileType.DIRECTORY) {
            throw new Refusal(Errno.NOTDIR);
        }
    }

    @Override
    public void close() {
        parent.close();
    }
}
