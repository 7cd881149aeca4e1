package org.frankenterm.extension.files;

import java.nio.charset.StandardCharsets;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;

/// A canonical path: absolute, and opened from `/` without following any link, so that it is what
/// it was or nothing.
///
/// @param path without `.`, `..` and doubled slashes
record RootedPath(String path) {
    private static final byte[] ITSELF = {'.'};

    /// Opens it; the descriptor is the current thread's.
    Result<Fd> open(OpenHow how) {
        return switch (Fd.openRoot()) {
            case Result.Failed<Fd>(ErrorNumber error) -> new Result.Failed<>(error);
            case Result.Ok<Fd>(Fd root) -> {
                try (root) {
                    yield Resolver.system().open(root, fromRoot(), how.noLinks(true));
                }
            }
        };
    }

    /// Opens an open folder once more.
    static Result<Fd> again(Fd folder, OpenHow how) {
        return Resolver.system().open(folder, ITSELF, how.directory(true).sameMount(true));
    }

    /// The folder it is in; `/` is in itself.
    RootedPath parent() {
        return new RootedPath(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
    }

    /// The last component; empty for `/`.
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private byte[] fromRoot() {
        return path.equals("/") ? ITSELF : path.substring(1).getBytes(StandardCharsets.UTF_8);
    }
}
