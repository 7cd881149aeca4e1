package org.frankenterm.extension.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/// The log of one extension on disk: `<name>.log`, and behind it the older `<name>.log.1` and
/// `<name>.log.2`. Processes that write the same one take turns by a lock on the file.
final class LogFile {
    /// A file that has this many bytes becomes an older one.
    static final long MAX_BYTES = 1 << 20;

    static final int OLDER = 2;

    /// More than a line of 8 KiB has with every byte of it escaped.
    static final int BLOCK_BYTES = 64 << 10;

    /// Of this process: the system's locks don't keep its threads apart.
    private static final Object WRITING = new Object();

    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final Path file;

    LogFile(Path file) {
        this.file = file;
    }

    Path older(int age) {
        return file.resolveSibling(file.getFileName() + "." + age);
    }

    /// Appends lines, each with its line feed. However many there are at once, no file gets larger
    /// than [#MAX_BYTES] and two blocks.
    void append(String lines) throws IOException {
        byte[] bytes = lines.getBytes(UTF_8);
        for (int from = 0, to; from < bytes.length; from = to) {
            to = endOfBlock(bytes, from);
            ByteBuffer block = ByteBuffer.wrap(bytes, from, to - from);
            synchronized (WRITING) {
                while (!appended(block)) {
                    // somebody has made it an older one
                }
            }
        }
    }

    /// As many whole lines as a block holds, but one at least.
    private static int endOfBlock(byte[] lines, int from) {
        int end = from;
        for (int i = from; i < lines.length && (end == from || i - from < BLOCK_BYTES); i++) {
            if (lines[i] == '\n') {
                end = i + 1;
            }
        }
        return end == from ? lines.length : end;
    }

    private boolean appended(ByteBuffer bytes) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Object found = key(); // before it is opened: only then is what is opened what is locked
        try (FileChannel channel = FileChannel.open(file, OPTIONS, ownerOnly)) {
            channel.lock(); // until the channel is closed
            if (!Objects.equals(found, key())) {
                return false;
            }
            if (channel.size() >= MAX_BYTES) {
                rotate();
                return false;
            }
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return true;
        }
    }

    private Object key() throws IOException {
        try {
            return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException renamed) {
            return 0L;
        }
    }

    private void rotate() throws IOException {
        for (int age = OLDER; age > 1; age--) {
            if (Files.exists(older(age - 1), LinkOption.NOFOLLOW_LINKS)) {
                Files.move(older(age - 1), older(age), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(file, older(1), StandardCopyOption.ATOMIC_MOVE);
    }
}
