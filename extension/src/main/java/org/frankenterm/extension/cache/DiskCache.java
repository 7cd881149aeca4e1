package org.frankenterm.extension.cache;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.frankenterm.extension.hash.Hmac;
import org.frankenterm.wasmtime.OwnFolder;
import org.jspecify.annotations.Nullable;

/// Compiled code on disk, authenticated by a key that is kept elsewhere: whoever could change it
/// would run programs as this user. Any thread; several processes at once.
public final class DiskCache {
    private final CachePlaces places;
    private final CodeFolder folder;
    private final Hmac hmac;
    private final long maxBytes;

    /// What there is.
    ///
    /// @param folder its place
    /// @param files how many pieces of code
    /// @param bytes their size together
    public record Stat(Path folder, int files, long bytes) {}

    /// A file that was looked at.
    ///
    /// @param file its place
    /// @param bytes its size
    /// @param problem why it is not to be trusted, a part of a sentence; null if it is
    public record Verified(Path file, long bytes, @Nullable String problem) {}

    private DiskCache(CachePlaces places, long maxBytes, Hmac hmac) {
        this.places = places;
        this.maxBytes = maxBytes;
        this.hmac = hmac;
        this.folder = new CodeFolder(places.folder(), InstantSource.system());
    }

    /// Opens the user's cache, and makes it if there is none.
    ///
    /// @param environment `XDG_CACHE_HOME`, `XDG_STATE_HOME` and `HOME` say where
    /// @param maxBytes what it is held to, more than 0
    /// @throws CacheUnusable if a folder or the key is not safe, or can't be made
    public static DiskCache open(Map<String, String> environment, long maxBytes)
            throws CacheUnusable {
        CachePlaces places = CachePlaces.of(environment);
        places.open();
        return new DiskCache(places, maxBytes, KeyFile.open(places.keyFile()));
    }

    /// Opens the user's cache unless there is none yet.
    ///
    /// @param environment as for [#open]
    /// @return nothing if it was never used
    /// @throws CacheUnusable if a folder or the key is not safe
    public static Optional<DiskCache> existing(Map<String, String> environment)
            throws CacheUnusable {
        Path folder = CachePlaces.of(environment).folder();
        return Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(open(environment, Long.MAX_VALUE))
                : Optional.empty();
    }

    /// Where the user's cache is or would be.
    ///
    /// @param environment as for [#open]
    /// @throws CacheUnusable if no variable names a folder
    public static Path place(Map<String, String> environment) throws CacheUnusable {
        return CachePlaces.of(environment).folder();
    }

    /// The code of a key, to be loaded from this very array. What is not to be trusted is deleted.
    ///
    /// @param events hears of that
    Optional<byte[]> read(CacheKey key, Consumer<CacheEvent> events) {
        Path file = folder.file(key);
        try {
            switch (CodeFile.read(file, hmac)) {
                case CodeFile.Reading.Refused(String why) -> distrust(file, why, events);
                case CodeFile.Reading.Authentic(byte[] parts, byte[] code) -> {
                    if (Arrays.equals(parts, key.parts())) {
                        folder.touch(file);
                        return Optional.of(code);
                    }
                    distrust(file, "it is the code of something else", events);
                }
            }
        } catch (NoSuchFileException | ClosedByInterruptException nothingWrong) {
            return Optional.empty();
        } catch (IOException e) {
            distrust(file, "it can't be read: " + OwnFolder.reason(e), events);
        }
        return Optional.empty();
    }

    /// Deletes the code of a key that is authentic and still of no use: the engine refuses it.
    void refused(CacheKey key, String why, Consumer<CacheEvent> events) {
        distrust(folder.file(key), why, events);
    }

    private static void distrust(Path file, String why, Consumer<CacheEvent> events) {
        String kept = "";
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            kept = ", and it can't be deleted: " + OwnFolder.reason(e);
        }
        events.accept(new CacheEvent.Distrusted(file.toString(), why + kept));
    }

    /// Keeps code for the next process, and holds the cache to its size.
    ///
    /// @param events hears if that fails
    void write(CacheKey key, byte[] code, Consumer<CacheEvent> events) {
        if (code.length + (long) CodeFile.OVERHEAD_BYTES > maxBytes) {
            return;
        }
        try {
            folder.sweep();
            folder.put(key, channel -> CodeFile.write(channel, key, code, hmac));
            folder.shrinkTo(maxBytes);
        } catch (IOException e) {
            events.accept(
                    new CacheEvent.NotKept(
                            "can't write to %s: %s"
                                    .formatted(places.folder(), OwnFolder.reason(e))));
        }
    }

    /// Counts what there is.
    ///
    /// @throws IOException if the folder can't be read
    public Stat stat() throws IOException {
        List<CodeFolder.Entry> entries = folder.entries();
        long bytes = entries.stream().mapToLong(CodeFolder.Entry::bytes).sum();
        return new Stat(places.folder(), entries.size(), bytes);
    }

    /// Authenticates every file. Deletes nothing.
    ///
    /// @return a result for each, in the order of their names
    /// @throws IOException if the folder can't be read
    public List<Verified> verify() throws IOException {
        List<Verified> all = new ArrayList<>();
        for (CodeFolder.Entry entry : folder.entries()) {
            all.add(new Verified(entry.file(), entry.bytes(), problem(entry.file())));
        }
        all.sort((a, b) -> a.file().compareTo(b.file()));
        return all;
    }

    private @Nullable String problem(Path file) {
        try {
            return switch (CodeFile.read(file, hmac)) {
                case CodeFile.Reading.Refused(String why) -> why;
                case CodeFile.Reading.Authentic(byte[] parts, byte[] _) ->
                        CodeFolder.named(file, parts) ? null : "it is the code of something else";
            };
        } catch (IOException e) {
            return "it can't be read: " + OwnFolder.reason(e);
        }
    }

    /// Deletes all code, and what others are writing. The key stays.
    ///
    /// @return what there was
    /// @throws IOException if a file can't be deleted
    public Stat clear() throws IOException {
        Stat before = stat();
        folder.clear();
        return before;
    }
}
