package org.frankenterm.extension.files;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileStatus;
import org.frankenterm.posix.FileType;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;

/// A grant when an instance is made: opened again, and compared with what was granted.
sealed interface Reopening {
    /// It is what was granted.
    ///
    /// @param grant what was granted
    /// @param folder open: the folder, or for a file the one it is in
    record Same(PathGrant grant, Fd folder) implements Reopening {}

    /// It is not, or can't be opened.
    ///
    /// @param why a clause about it
    record Stale(String why) implements Reopening {}

    static Reopening of(PathGrant grant) {
        OpenHow how =
                switch (grant.kind()) {
                    case FOLDER -> OpenHow.read();
                    case FILE -> OpenHow.path();
                };
        return switch (grant.folder().open(how.directory(true))) {
            case Result.Failed<Fd>(ErrorNumber error) -> new Stale(missing(error));
            case Result.Ok<Fd>(Fd folder) -> {
                String change = change(grant, folder);
                if (change.isEmpty()) {
                    yield new Same(grant, folder);
                }
                folder.close();
                yield new Stale(change);
            }
        };
    }

    private static String missing(ErrorNumber error) {
        return switch (error) {
            case NOENT -> "it is gone";
            case LOOP, NOTDIR -> "something else has taken its place";
            default -> "it can't be opened (" + error.name().toLowerCase(Locale.ROOT) + ")";
        };
    }

    /// What changed since it was granted; empty if nothing did.
    private static String change(PathGrant grant, Fd folder) {
        boolean same = Identity.of(folder).filter(grant.identity()::equals).isPresent();
        return switch (grant.kind()) {
            case FOLDER -> same ? "" : "another folder has taken its place";
            case FILE -> {
                if (!same) {
                    yield "another folder has taken the place of the one it was in";
                }
                yield isFileOrMissing(folder, grant.canonical())
                        ? ""
                        : "something that is no regular file has taken its place";
            }
        };
    }

    private static boolean isFileOrMissing(Fd folder, String canonical) {
        byte[] name = new RootedPath(canonical).name().getBytes(StandardCharsets.UTF_8);
        OpenHow how = OpenHow.path().noFollow(true).sameMount(true);
        return switch (Resolver.system().open(folder, name, how)) {
            case Result.Failed<Fd>(ErrorNumber error) -> error == ErrorNumber.NOENT;
            case Result.Ok<Fd>(Fd fd) -> {
                try (fd) {
                    yield fd.status() instanceof Result.Ok<FileStatus>(FileStatus status)
                            && status.type() == FileType.REGULAR;
                }
            }
        };
    }
}
