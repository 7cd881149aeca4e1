package org.frankenterm.extension.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.frankenterm.extension.files.PathGrant.Kind;
import org.frankenterm.extension.permission.PathPattern;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileStatus;
import org.frankenterm.posix.FileType;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;

/// Finds out what a path is when it is granted: follows its links now, so that nobody needs to
/// later. Any thread; waits for the file system.
public final class GrantResolver {
    private final String home;

    /// A resolver for a user.
    ///
    /// @param home for which `~` stands; an absolute path
    public GrantResolver(String home) {
        this.home = home;
    }

    /// Looks up a path item.
    ///
    /// @return what it came to; nothing for an item that is no path
    public Optional<Resolution> resolve(Permission item) {
        return item.filesystemPath().map(pattern -> resolve(item, pattern));
    }

    private Resolution resolve(Permission item, PathPattern pattern) {
        String path = pattern.absolute(home);
        try {
            return at(item, path, Path.of(path).toRealPath().toString());
        } catch (NoSuchFileException e) {
            return new Resolution.Waiting();
        } catch (InvalidPathException e) {
            return new Resolution.Refused("the locale can't spell its name", "");
        } catch (AccessDeniedException e) {
            return new Resolution.Refused("you may not look there yourself", "");
        } catch (FileSystemLoopException e) {
            return new Resolution.Refused("its links lead in a circle", "");
        } catch (IOException e) {
            return new Resolution.Refused("it can't be followed to a file or folder", "");
        }
    }

    /// What is at a canonical path now; a link there by now is nothing.
    private static Resolution at(Permission item, String path, String canonical) {
        return switch (new RootedPath(canonical).open(OpenHow.path())) {
            case Result.Failed<Fd> _ -> new Resolution.Waiting();
            case Result.Ok<Fd>(Fd fd) -> {
                try (fd) {
                    yield KernelTables.of(fd)
                            .<Resolution>map(type -> table(type, canonical))
                            .orElseGet(() -> of(fd, item, path, canonical));
                }
            }
        };
    }

    private static Resolution table(String type, String canonical) {
        return new Resolution.Refused(
                "it is on %s, where the kernel's own tables are".formatted(type), canonical);
    }

    private static Resolution of(Fd fd, Permission item, String path, String canonical) {
        if (!(fd.status() instanceof Result.Ok<FileStatus>(FileStatus status))) {
            return new Resolution.Waiting();
        }
        if (status.type() == FileType.DIRECTORY) {
            return found(item, path, canonical, Kind.FOLDER, Identity.of(status));
        }
        return status.type() == FileType.REGULAR
                ? file(item, path, canonical)
                : new Resolution.Refused("it is neither a folder nor a regular file", canonical);
    }

    private static Resolution file(Permission item, String path, String canonical) {
        RootedPath whole = new RootedPath(canonical);
        return switch (whole.parent().open(OpenHow.path().directory(true))) {
            case Result.Failed<Fd> _ -> new Resolution.Waiting();
            case Result.Ok<Fd>(Fd parent) -> {
                try (parent) {
                    if (isMount(parent, whole.name())) {
                        yield new Resolution.Refused(
                                "it is a file with a mount of its own", canonical);
                    }
                    yield Identity.of(parent)
                            .map(id -> found(item, path, canonical, Kind.FILE, id))
                            .orElseGet(Resolution.Waiting::new);
                }
            }
        };
    }

    private static boolean isMount(Fd parent, String name) {
        OpenHow how = OpenHow.path().noFollow(true).sameMount(true);
        Result<Fd> opened =
                Resolver.system().open(parent, name.getBytes(StandardCharsets.UTF_8), how);
        return switch (opened) {
            case Result.Failed<Fd>(ErrorNumber error) -> error == ErrorNumber.XDEV;
            case Result.Ok<Fd>(Fd fd) -> {
                fd.close();
                yield false;
            }
        };
    }

    private static Resolution found(
            Permission item, String path, String canonical, Kind kind, Identity id) {
        return new Resolution.Found(
                new PathGrant(
                        item,
                        path,
                        canonical,
                        kind,
                        id.device(),
                        id.inode(),
                        item instanceof Permission.FilesystemWrite));
    }
}
