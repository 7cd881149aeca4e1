package org.frankenterm.wasmtime.ffi;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;

/// A folder of the user's own, for code and for what decides about code: made 0700, and refused
/// unless it is a real folder, owned by the effective user, that nobody else can write. Whoever can
/// write there runs programs as this user.
public final class OwnFolder {
    private static final int OTHERS_MAY_WRITE = 0022;

    private OwnFolder() {}

    /// Makes the folder and those above it that are missing, and checks it.
    ///
    /// @throws LibraryUnavailable if it is not safe, or can't be made
    public static Path open(Path folder) {
        return open(folder, "make it yourself, or name another by the XDG variable it comes from");
    }

    /// The same with a cure of the caller's.
    ///
    /// @param cure what to do when it can't be made
    static Path open(Path folder, String cure) {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectories(folder, ownerOnly);
            check(folder);
            return folder;
        } catch (IOException e) {
            throw new LibraryUnavailable(
                    "can't make the folder %s: %s; %s".formatted(folder, reason(e), cure), e);
        }
    }

    /// Checks the folder, and makes nothing.
    ///
    /// @throws LibraryUnavailable if it is not safe, or not there
    public static void require(Path folder) {
        try {
            check(folder);
        } catch (IOException e) {
            throw new LibraryUnavailable(
                    "can't look at the folder %s: %s".formatted(folder, reason(e)), e);
        }
    }

    /// An exception of [Files] as words; many of its messages are just a path, and others begin
    /// with one that whoever asks has named already.
    public static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException file -> file.getFile() + " is no folder";
            case AccessDeniedException file -> "no permission for " + file.getFile();
            case NoSuchFileException file -> file.getFile() + " doesn't exist";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            case IOException other -> String.valueOf(other.getMessage());
        };
    }

    private static void check(Path folder) throws IOException {
        if (!Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isDirectory()) {
            throw new LibraryUnavailable(
                    folder + " is a link or a file; only a folder is used, remove it");
        }
        Map<String, Object> attributes =
                Files.readAttributes(folder, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!self.equals(attributes.get("uid"))) {
            throw new LibraryUnavailable(
                    folder + " belongs to somebody else; only your own folders are used");
        }
        if (((Integer) Objects.requireNonNull(attributes.get("mode")) & OTHERS_MAY_WRITE) != 0) {
            throw new LibraryUnavailable(
                    "%s can be written by others; run: chmod go-w %s".formatted(folder, folder));
        }
    }
}
