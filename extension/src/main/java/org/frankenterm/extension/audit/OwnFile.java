package org.frankenterm.extension.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Small files and the folders they are in, that nobody but the user may read or write.
final class OwnFile {
    static final FileAttribute<Set<PosixFilePermission>> PERMISSIONS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int OTHERS = 0077;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private OwnFile() {}

    /// Refuses a file or folder that others can read or write.
    ///
    /// @throws IOException with a sentence if it is
    static void requirePrivate(Path path) throws IOException {
        Map<String, Object> found =
                Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!self.equals(found.get("uid"))) {
            throw new IOException(path + " belongs to somebody else; move it away");
        }
        if ((mode(found) & OTHERS) != 0) {
            throw new IOException(
                    "%s is open to others; run: chmod go-rwx %s".formatted(path, path));
        }
    }

    /// Reads a file that is private, whole.
    ///
    /// @throws IOException with a sentence if it is a link, open to others or larger
    static byte[] read(Path file, int maxBytes) throws IOException {
        Map<String, Object> found =
                Files.readAttributes(file, "unix:mode,size", LinkOption.NOFOLLOW_LINKS);
        if ((mode(found) & TYPE) != REGULAR) {
            throw new IOException(file + " is a link or no file; move it away");
        }
        requirePrivate(file);
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException(file + " is too large; move it away");
            }
            return bytes;
        }
    }

    private static int mode(Map<String, Object> found) {
        return (Integer) Objects.requireNonNull(found.get("mode"));
    }

    /// Puts a file in the place of what is there, whole or not at all.
    static void replace(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Path staged = staged(file, content);
        try {
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
        force(folder);
    }

    /// Makes a file, whole or not at all.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if there is one
    static void create(Path file, byte[] content) throws IOException {
        Path staged = staged(file, content);
        try {
            Files.createLink(file, staged);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private static Path staged(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Path staged = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", PERMISSIONS);
        try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(staged);
            throw e;
        }
        return staged;
    }

    /// Makes names in a folder survive a power cut.
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
