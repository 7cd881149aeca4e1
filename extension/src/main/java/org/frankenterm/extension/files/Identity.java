package org.frankenterm.extension.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileStatus;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Result;

/// What a file or folder is, whatever it is called.
///
/// @param device it is on
/// @param inode its number there
record Identity(long device, long inode) {
    static Identity of(FileStatus status) {
        return new Identity(status.device(), status.inode());
    }

    /// The identity of something open; nothing if the system won't say.
    static Optional<Identity> of(Fd fd) {
        return fd.status() instanceof Result.Ok<FileStatus>(FileStatus status)
                ? Optional.of(of(status))
                : Optional.empty();
    }

    /// The identities of `/` and of every folder down to a path, as far as they exist.
    ///
    /// @param path canonical
    static List<Identity> down(String path) {
        List<Identity> line = new ArrayList<>();
        int end = 0;
        while (end >= 0) {
            Optional<Identity> next = at(end == 0 ? "/" : path.substring(0, end));
            if (next.isEmpty()) {
                break;
            }
            line.add(next.get());
            end = end == path.length() || path.equals("/") ? -1 : next(path, end + 1);
        }
        return line;
    }

    private static int next(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static Optional<Identity> at(String path) {
        if (new RootedPath(path).open(OpenHow.path()) instanceof Result.Ok<Fd>(Fd fd)) {
            try (fd) {
                return of(fd);
            }
        }
        return Optional.empty();
    }
}
