package org.frankenterm.extension.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.frankenterm.extension.storage.StorageProblem.Kind;

/// The rule for a file that holds an extension's data: a regular file, the effective user's, that
/// nobody else can write; made 0600.
///
/// A database is never opened here, only looked at: POSIX locks belong to the process, and closing
/// any descriptor of a file gives up those that SQLite holds on it.
final class OwnFile {
    private static final int TYPE = 0170000; // S_IFMT, sys/stat.h
    private static final int REGULAR = 0100000; // S_IFREG
    private static final int OTHERS_MAY_WRITE = 0022;

    private OwnFile() {}

    /// Makes an empty file.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if there is anything of that name, a link
    ///   that leads nowhere included
    static void create(Path file) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /// Checks a file.
    ///
    /// @return whether it exists
    /// @throws StorageProblem if it exists and breaks the rule
    static boolean check(Path file) throws IOException, StorageProblem {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException missing) {
            return false;
        }
        int mode = (Integer) Objects.requireNonNull(attributes.get("mode"));
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if ((mode & TYPE) != REGULAR) {
            throw refused("is a link, a folder or a device");
        }
        if (!self.equals(attributes.get("uid"))) {
            throw refused("belongs to somebody else");
        }
        if ((mode & OTHERS_MAY_WRITE) != 0) {
            throw refused("can be written by others");
        }
        return true;
    }

    private static StorageProblem refused(String why) {
        return new StorageProblem(
                Kind.FAILED, "the file of the stored data " + why + ", so it is not used");
    }
}
