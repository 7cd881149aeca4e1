package org.frankenterm.extension.ftx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;

/// A file that is there whole or not at all: written beside its place, then renamed into it.
public final class NewFile {
    private static final Set<? extends OpenOption> NEW =
            Set.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);

    /// 0600.
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private NewFile() {}

    /// Writes a file, replacing one that is there. It is on the device when this returns.
    ///
    /// @throws ExtensionException if something else than a file is in its place, or it can't be
    ///   written
    public static void write(Path file, byte[] content) {
        write(file, content, new FileAttribute<?>[0]);
    }

    /// The same for a file that only its owner may read.
    ///
    /// @throws ExtensionException likewise
    public static void writePrivate(Path file, byte[] content) {
        write(file, content, PRIVATE);
    }

    private static void write(Path file, byte[] content, FileAttribute<?>... attributes) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (folder == null || (there && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS))) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't write %s: it is there, and no regular file"
                            .formatted(WholeFile.shown(file)));
        }
        try {
            replace(target, folder, content, attributes);
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't write %s: %s".formatted(WholeFile.shown(file), WholeFile.reason(e)),
                    e);
        }
    }

    private static void replace(
            Path target, Path folder, byte[] content, FileAttribute<?>... attributes)
            throws IOException {
        Path part = folder.resolve(".frankenterm-" + UUID.randomUUID() + ".part");
        try {
            make(part, content, attributes);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        sync(folder);
    }

    /// Makes a file where there is nothing, not even a link, and waits until it is on the device.
    static void make(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /// Waits until what was made, renamed or removed in a folder is on the device.
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
