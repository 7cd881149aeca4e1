package org.frankenterm.extension.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import org.frankenterm.extension.hash.Hmac;
import org.frankenterm.wasmtime.OwnFolder;

/// The file of a key: 32 random bytes that its owner alone can read. Made once, whole or not at
/// all; refused when anybody else may have read or written it.
final class KeyFile {
    static final int KEY_BYTES = 32;

    private static final int OTHERS = 0077;
    private static final int PERMISSIONS = 07777;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private KeyFile() {}

    /// Reads the key, or makes one if there is none.
    ///
    /// @param file in a folder that was checked
    /// @throws CacheUnusable if it can't be trusted, read or made
    static Hmac open(Path file) throws CacheUnusable {
        try {
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                make(file);
            }
            return new Hmac(read(file));
        } catch (IOException e) {
            throw new CacheUnusable(
                    "can't read or make its key %s: %s".formatted(file, OwnFolder.reason(e)));
        }
    }

    /// Under another name first, so that nobody ever reads a part of it. The link fails if another
    /// process was faster, and its key is the one.
    private static void make(Path file) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path folder = Objects.requireNonNull(file.getParent());
        Path staged = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", ownerOnly);
        try {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(key));
                channel.force(true);
            }
            Files.createLink(file, staged);
        } catch (FileAlreadyExistsException faster) {
            // its key is read
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private static byte[] read(Path file) throws IOException, CacheUnusable {
        check(file);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] key = in.readNBytes(KEY_BYTES + 1);
            if (key.length != KEY_BYTES) {
                throw new CacheUnusable(
                        "its key %s is damaged; delete it, and all is compiled again once"
                                .formatted(file));
            }
            return key;
        } catch (NoSuchFileException deleted) {
            throw new CacheUnusable("its key %s was deleted meanwhile".formatted(file));
        }
    }

    private static void check(Path file) throws IOException, CacheUnusable {
        Map<String, Object> found =
                Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        int mode = (Integer) Objects.requireNonNull(found.get("mode"));
        if ((mode & TYPE) != REGULAR) {
            throw new CacheUnusable("its key %s is a link or no file; remove it".formatted(file));
        }
        if (!self.equals(found.get("uid"))) {
            throw new CacheUnusable(
                    "its key %s belongs to somebody else; remove it".formatted(file));
        }
        if ((mode & PERMISSIONS & OTHERS) != 0) {
            throw new CacheUnusable(
                    "others may have read its key %s; delete it, and all is compiled again once"
                            .formatted(file));
        }
    }
}
