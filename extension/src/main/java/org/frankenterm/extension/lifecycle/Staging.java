package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.NewFile;
import org.frankenterm.extension.ftx.WholeFile;
import org.jspecify.annotations.Nullable;

/// A place beside the extensions for what is being made and for what is being deleted: what is in
/// it has no name yet, or none any more. Under the lock; whoever takes the lock finds only what
/// somebody left who was killed.
///
/// @param folder on the same file system as the extensions, so that renaming is atomic
record Staging(Path folder) {
    /// Makes a folder for something new.
    Path make() {
        return make(fresh());
    }

    /// Makes a folder, 0700, where there is nothing.
    static Path make(Path place) {
        try {
            return Files.createDirectory(
                    place,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw failed("make", place, e);
        }
    }

    private Path fresh() {
        return folder.resolve(UUID.randomUUID().toString());
    }

    /// Gives what is staged its name: it is there now, whatever happens next.
    void publish(Path staged, Path target) {
        move(staged, target);
    }

    /// Takes a name away: whatever happens next, it is not there any more. What it was is still to
    /// be deleted.
    ///
    /// @return where it is now
    Path withdraw(Path target) {
        Path place = fresh();
        move(target, place);
        return place;
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            NewFile.sync(Objects.requireNonNull(to.getParent()));
            NewFile.sync(Objects.requireNonNull(from.getParent()));
        } catch (IOException e) {
            throw failed("rename", from, e);
        }
    }

    /// Waits until what was made in a folder is on the device.
    static void sync(Path folder) {
        try {
            NewFile.sync(folder);
        } catch (IOException e) {
            throw failed("write", folder, e);
        }
    }

    /// Deletes everything that is staged. What can't be deleted stays, for the next one: nobody is
    /// kept from a change by what somebody else has left.
    void sweep() {
        entries(folder).forEach(Staging::delete);
    }

    /// What is in a folder; nothing if there is none, or a link in its place.
    static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw failed("read", folder, e);
        }
    }

    /// Deletes a file or folder with all that is in it, as far as that is possible. Links are
    /// deleted, not followed.
    private static void delete(Path tree) {
        try {
            Files.walkFileTree(tree, new Deletion());
        } catch (IOException e) {
            // what is left has no name any more
        }
    }

    private static ExtensionException failed(String what, Path path, IOException e) {
        return new ExtensionException(
                ErrorCode.IO,
                "can't %s %s: %s".formatted(what, WholeFile.shown(path), WholeFile.reason(e)),
                e);
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return delete(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) {
            return delete(folder);
        }

        private static FileVisitResult delete(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // the next sweep tries again
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
