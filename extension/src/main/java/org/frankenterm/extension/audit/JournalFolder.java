package org.frankenterm.extension.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// Where journals are: `audit/` with the files, the head and its lock, and beside it the key that
/// signs the head.
///
/// @param state the folder of the user's state, `$XDG_STATE_HOME/frankenterm`
record JournalFolder(Path state) {
    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,80}\\.jsonl");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final int KEY_BYTES = 32;
    private static final int MAX_HEAD_BYTES = 1 << 20;
    private static final int RANDOM_BYTES = 4;

    Path folder() {
        return state.resolve("audit");
    }

    Path file(String name) {
        return folder().resolve(name);
    }

    private Path head() {
        return folder().resolve("head");
    }

    private Path key() {
        return state.resolve("audit.key");
    }

    /// A key that has signed nothing yet: it gets its name when the first head is there. So a key
    /// without a head means that the head was removed, and not that a process ended too early.
    private Path newKey() {
        return state.resolve("audit.key.new");
    }

    /// What a process holds as long as it writes a file.
    Path mark(String name) {
        return folder().resolve(name + ".live");
    }

    /// Makes the folders, or checks them: real ones, the user's own, closed to others.
    void prepare() throws IOException {
        try {
            OwnFolder.open(state);
            OwnFolder.open(folder());
        } catch (WasmtimeException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
        OwnFile.requirePrivate(folder());
    }

    /// Whether there is a folder.
    boolean exists() {
        return there(folder());
    }

    /// Checks what is there without making anything.
    void check() throws IOException {
        if (!Files.isDirectory(folder(), LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder() + " is a link or a file; move it away");
        }
        OwnFile.requirePrivate(folder());
    }

    static String name(Instant start, String process) {
        return TIME.format(start) + "-" + process + ".jsonl";
    }

    static String archiveName(Instant now) {
        return "archive-" + TIME.format(now) + "-" + random() + ".jsonl";
    }

    static boolean isArchive(String name) {
        return name.startsWith("archive-");
    }

    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// The journal files that are there, oldest first, archives after them.
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder())) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (NAME.matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }

    /// Removes what processes left that ended while they made a file. Under the lock, which whoever
    /// makes one holds.
    void sweepStaged() throws IOException {
        try (DirectoryStream<Path> staged = Files.newDirectoryStream(folder(), ".*.tmp")) {
            for (Path file : staged) {
                Files.deleteIfExists(file);
            }
        }
    }

    <T> T locked(FileLocks.Body<T> body) throws IOException {
        return FileLocks.locked(folder().resolve("lock"), body);
    }

    /// Whether a process writes a file.
    boolean live(String name) throws IOException {
        return FileLocks.marked(mark(name));
    }

    /// The head as it is.
    ///
    /// @param head it, if the key has signed it
    /// @param problem why it can't be trusted; empty if it can, or if there is none
    record Reading(Optional<JournalHead> head, String problem) {}

    /// Reads the head. Under the lock.
    Reading read() throws IOException {
        if (!there(head())) {
            return new Reading(Optional.empty(), headless());
        }
        if (!there(key()) && !there(newKey())) {
            return new Reading(
                    Optional.empty(), "audit.key is missing, so nothing vouches for audit/head");
        }
        String text = new String(OwnFile.read(head(), MAX_HEAD_BYTES), ISO_8859_1);
        Optional<JournalHead> head = HeadText.read(text, readKey());
        return new Reading(
                head, head.isPresent() ? "" : "audit/head was not signed with audit.key");
    }

    /// Why there is no head; empty if there never was one.
    String headless() throws IOException {
        if (exists() && !names().isEmpty()) {
            return "audit/head is missing although there are files";
        }
        return there(key()) ? "audit/head is missing although audit.key has signed one" : "";
    }

    /// Replaces the head. Under the lock.
    void write(JournalHead head) throws IOException {
        if (!there(key()) && !there(newKey())) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            OwnFile.create(newKey(), fresh);
        }
        OwnFile.replace(head(), HeadText.write(head, readKey()).getBytes(US_ASCII));
        if (!there(key())) {
            Files.move(newKey(), key(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private byte[] readKey() throws IOException {
        Path file = there(key()) ? key() : newKey();
        byte[] key = OwnFile.read(file, KEY_BYTES);
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " is damaged; move it and the audit folder away");
        }
        return key;
    }

    /// Whether something else than a file has a file's name: nobody waits for a pipe, or reads
    /// through a link.
    boolean usurped(String name) {
        return there(file(name)) && !Files.isRegularFile(file(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean there(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
