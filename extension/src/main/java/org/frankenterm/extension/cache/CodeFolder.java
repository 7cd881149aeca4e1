package org.frankenterm.extension.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder of compiled code: files named by their key, and those that somebody is still writing.
/// Several processes use it at once without a lock: files come and go whole, and one that vanished
/// is one that has to be compiled.
///
/// When a file was last used is its time of modification, set at each load.
final class CodeFolder {
    private static final String ENDING = ".cwasm";
    private static final Pattern CODE = Pattern.compile("[0-9a-f]{64}\\.cwasm");

    /// `.` key `.` process `-` a number of its own `.tmp`.
    private static final Pattern STAGED =
            Pattern.compile("\\.[0-9a-f]{64}\\.([0-9]{1,19})-[0-9]+\\.tmp");

    /// Longer than anybody writes; the writer's number may be another process's by then.
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final InstantSource clock;

    /// A file of code.
    ///
    /// @param file where
    /// @param bytes its size
    /// @param used when it was last loaded or written
    record Entry(Path file, long bytes, Instant used) {}

    CodeFolder(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// Where the code of a key is, there or not.
    Path file(CacheKey key) {
        return folder.resolve(key.name() + ENDING);
    }

    /// Whether a file has the name that its key's parts make.
    static boolean named(Path file, byte[] parts) {
        return file.endsWith(CacheKey.name(parts) + ENDING);
    }

    /// What a file is filled with.
    @FunctionalInterface
    interface Content {
        void write(FileChannel to) throws IOException;
    }

    /// Puts a file in its place, whole, on the device, and visible to its owner alone.
    void put(CacheKey key, Content content) throws IOException {
        Path staged = staged(key);
        try {
            try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
                content.write(channel);
                channel.force(true);
            }
            Files.move(staged, file(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private Path staged(CacheKey key) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        String prefix = ".%s.%d-".formatted(key.name(), ProcessHandle.current().pid());
        return Files.createTempFile(folder, prefix, ".tmp", ownerOnly);
    }

    /// Notes that a file is in use. What can't be noted makes it look older than it is.
    void touch(Path file) {
        try {
            Files.getFileAttributeView(
                            file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(clock.instant()), null, null);
        } catch (IOException readOnly) {
            // it is loaded all the same
        }
    }

    /// All files of code, the one used longest ago first.
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : named(CODE)) {
            attributes(file)
                    .ifPresent(found ->
                            entries.add(
                                    new Entry(
                                            file,
                                            found.size(),
                                            found.lastModifiedTime().toInstant())));
        }
        entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
        return entries;
    }

    /// Deletes what was used longest ago until the rest is small enough.
    void shrinkTo(long bytes) throws IOException {
        List<Entry> entries = entries();
        long total = entries.stream().mapToLong(Entry::bytes).sum();
        for (Entry entry : entries) {
            if (total <= bytes) {
                return;
            }
            Files.deleteIfExists(entry.file());
            total -= entry.bytes();
        }
    }

    /// Deletes what dead processes were writing.
    void sweep() throws IOException {
        for (Path file : named(STAGED)) {
            if (abandoned(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean abandoned(Path staged) throws IOException {
        Matcher name = STAGED.matcher(staged.getFileName().toString());
        Instant before = clock.instant().minus(ABANDONED);
        return name.matches()
                && (ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                        || attributes(staged)
                                .map(found -> found.lastModifiedTime().toInstant())
                                .filter(written -> written.isBefore(before))
                                .isPresent());
    }

    /// Deletes everything that is ours.
    void clear() throws IOException {
        for (Pattern ours : List.of(CODE, STAGED)) {
            for (Path file : named(ours)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> named(Pattern pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        folder, file -> pattern.matcher(file.getFileName().toString()).matches())) {
            files.forEach(found::add);
        }
        return found;
    }

    private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return Optional.of(
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        }
    }
}
