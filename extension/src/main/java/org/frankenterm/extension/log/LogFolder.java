package org.frankenterm.extension.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.OwnFolder;
import org.jspecify.annotations.Nullable;

/// The logs of extensions on disk, for whoever reads them. One thread.
public final class LogFolder implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 << 10;
    private static final String ENDING = ".log";

    private final Path folder;
    private final Optional<ExtensionId> only;
    private final Map<Path, Followed> followed = new HashMap<>();

    /// The logs below a folder.
    ///
    /// @param state the folder of the user's state, such as `$XDG_STATE_HOME/frankenterm`
    /// @param only whose; empty for all
    public LogFolder(Path state, Optional<ExtensionId> only) {
        this.folder = state.resolve("logs");
        this.only = only;
    }

    /// A file that is open, and how far it was read.
    private static final class Followed {
        private final FileChannel channel;
        private final Object key;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private long position;

        Followed(FileChannel channel, Object key) {
            this.channel = channel;
            this.key = key;
        }

        boolean is(Path file) throws IOException {
            try {
                return key.equals(LogFolder.key(file));
            } catch (NoSuchFileException none) {
                return false;
            }
        }

        void readTo(List<String> lines) throws IOException {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            for (int got = channel.read(chunk, position);
                    got > 0;
                    got = channel.read(chunk.clear(), position)) {
                position += got;
                chunk.flip();
                while (chunk.hasRemaining()) {
                    byte next = chunk.get();
                    if (next != '\n') {
                        begun.write(next);
                    } else {
                        lines.add(Sanitizer.line(begun.toString(UTF_8)));
                        begun.reset();
                    }
                }
            }
        }
    }

    /// What was written since the last time, the first time all that is kept; oldest first.
    ///
    /// @return lines, sanitised
    /// @throws ExtensionException if the folder can't be read
    public List<String> poll() {
        List<String> lines = new ArrayList<>();
        try {
            for (Path file : files()) {
                read(file, lines);
            }
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO, "can't read the logs: " + Sanitizer.line(OwnFolder.reason(e)), e);
        }
        lines.sort(null); // each begins with its time
        return lines;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        if (only.isPresent()) {
            return List.of(folder.resolve(only.get().folded() + ENDING));
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + ENDING)) {
            entries.forEach(files::add);
        }
        return files;
    }

    private void read(Path file, List<String> lines) throws IOException {
        Followed old = followed.get(file);
        if (old != null) {
            old.readTo(lines);
        }
        try {
            Object key = key(file);
            if (old == null || !old.key.equals(key)) {
                if (old != null) {
                    old.readTo(lines); // what came before it was made an older one
                    old.channel.close();
                }
                readOlder(new LogFile(file), old, lines);
                Followed fresh = new Followed(open(file), key);
                followed.put(file, fresh);
                fresh.readTo(lines);
            }
        } catch (NoSuchFileException none) {
            // nothing said yet, or just made an older one
        }
    }

    /// Reads what became older since the last time; all that is kept, if there was none.
    private static void readOlder(LogFile log, @Nullable Followed last, List<String> lines)
            throws IOException {
        int age = 1;
        while (age <= LogFile.OLDER && (last == null || !last.is(log.older(age)))) {
            age++;
        }
        for (age--; age > 0; age--) {
            readOnce(log.older(age), lines);
        }
    }

    private static Object key(Path file) throws IOException {
        return Objects.requireNonNull(
                Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS));
    }

    private static void readOnce(Path file, List<String> lines) throws IOException {
        try (FileChannel channel = open(file)) {
            new Followed(channel, file).readTo(lines);
        } catch (NoSuchFileException none) {
            // not that much was said
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /// Whether there is a log of a name.
    ///
    /// @param extension the name
    /// @return true if it ever said something
    public boolean has(ExtensionId extension) {
        return Files.exists(
                folder.resolve(extension.name().toLowerCase(Locale.ROOT) + ENDING),
                LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() {
        for (Followed file : followed.values()) {
            try {
                file.channel.close();
            } catch (IOException e) {
                // only read from: nothing can be lost
            }
        }
    }
}
