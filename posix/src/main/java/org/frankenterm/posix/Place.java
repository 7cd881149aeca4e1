package org.frankenterm.posix;

/// Something met on a [Walk]: pinned by a descriptor, and what it was then.
record Place(Fd fd, FileStatus status) implements AutoCloseable {
    /// Looks at what was opened.
    ///
    /// @param opened closed again if its status can't be had
    static Result<Place> of(Result<Fd> opened) {
        return switch (opened) {
            case Result.Failed<Fd>(ErrorNumber error) -> new Result.Failed<>(error);
            case Result.Ok<Fd>(Fd fd) -> of(fd);
        };
    }

    private static Result<Place> of(Fd fd) {
        return switch (fd.status()) {
            case Result.Failed<FileStatus>(ErrorNumber error) -> {
                fd.close();
                yield new Result.Failed<>(error);
            }
            case Result.Ok<FileStatus>(FileStatus status) -> new Result.Ok<>(new Place(fd, status));
        };
    }

    FileType type() {
        return status.type();
    }

    @Override
    public void close() {
        fd.close();
    }
}
