package org.frankenterm.extension.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.xdg.XdgFolder;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// The folder of all installed extensions' databases: `$XDG_DATA_HOME/frankenterm/storage`, a file
/// `<folded name>.db` each, 0700 and 0600. Nobody else may own or write it. Any thread, any
/// process.
///
/// What belongs to a database begins with its name: `-wal` and `-shm` are SQLite's, `.keep` marks
/// one that outlives its extension, `.corrupt-<time>` and `.foreign-<time>` were moved aside.
///
/// @param home the folder it is in, `$XDG_DATA_HOME/frankenterm`; neither need exist
public record StorageFolder(Path home) {
    private static final String DATABASE = ".db";
    private static final String PART = ".part";

    /// A mark's, beside its database.
    static final String KEEP = ".keep";

    /// Longer than any installation's name.
    private static final int MARK_BYTES = 64;

    /// What SQLite keeps beside a database. The log goes before the database it belongs to: were it
    /// left alone it would be replayed into the next one.
    static final List<String> COMPANIONS = List.of("-wal", "-shm");

    /// The user's folder.
    ///
    /// @param environment of the host
    /// @throws ExtensionException if neither `XDG_DATA_HOME` nor `HOME` is an absolute path that
    ///   this locale can spell
    public static StorageFolder of(Map<String, String> environment) {
        return new StorageFolder(
                XdgFolder.DATA
                        .in(environment)
                        .orElseThrow(() ->
                                new ExtensionException(
                                        ErrorCode.NOT_FOUND,
                                        "neither XDG_DATA_HOME nor HOME names the folder that extensions' data are in; set one")));
    }

    /// The folder itself.
    public Path path() {
        return home.resolve("storage");
    }

    /// An extension's database.
    ///
    /// @return its path, whether there is one or not
    public Path database(ExtensionId extension) {
        return path().resolve(extension.folded() + DATABASE);
    }

    /// Whether an extension has stored anything, ever.
    public boolean holds(ExtensionId extension) {
        return Files.exists(database(extension), LinkOption.NOFOLLOW_LINKS);
    }

    /// Marks a database that is to stay when its extension goes.
    ///
    /// @param installation whose data they are, for who is to get them later; empty if nobody knows
    /// @throws IOException if the mark can't be written
    /// @throws WasmtimeException if the folder isn't the user's own
    public void keep(ExtensionId extension, String installation) throws IOException {
        if (holds(extension)) {
            requireOwn();
            Path part = beside(mark(extension), PART);
            Files.deleteIfExists(part);
            OwnFile.create(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(installation.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(part, mark(extension), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Takes the mark away, if there is one.
    ///
    /// @throws IOException if that can't be done
    /// @throws WasmtimeException if the folder isn't the user's own
    public void unmark(ExtensionId extension) throws IOException {
        if (Files.exists(path(), LinkOption.NOFOLLOW_LINKS)) {
            requireOwn();
            Files.deleteIfExists(mark(extension));
        }
    }

    /// Whether there is a mark.
    public boolean isKept(ExtensionId extension) {
        return Files.exists(mark(extension), LinkOption.NOFOLLOW_LINKS);
    }

    private Path mark(ExtensionId extension) {
        return beside(database(extension), KEEP);
    }

    private void requireOwn() {
        OwnFolder.require(home);
        OwnFolder.require(path());
    }

    /// The installation whose data were kept when its extension went.
    ///
    /// @return empty if there are none, or nobody knows whose they are
    public Optional<String> kept(ExtensionId extension) {
        Path mark = mark(extension);
        if (!holds(extension) || !Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(mark, LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(MARK_BYTES), StandardCharsets.US_ASCII);
            return Optional.of(text).filter(id -> id.matches("[0-9a-f]{32}"));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Deletes an extension's database and its mark; those moved aside stay. Nobody may have it
    /// open: who has goes on with a file that no longer has a name.
    ///
    /// @throws IOException if it can't be deleted
    /// @throws WasmtimeException if the folder isn't the user's own
    public void delete(ExtensionId extension) throws IOException {
        if (Files.notExists(path(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        requireOwn();
        Path database = database(extension);
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(beside(database, companion));
        }
        Files.deleteIfExists(database);
        Files.deleteIfExists(mark(extension));
        Files.deleteIfExists(beside(mark(extension), PART));
    }

    /// Deletes the databases of extensions that are no longer installed, but for those with a mark.
    /// Under the lock of what is installed, so that none is just being made.
    ///
    /// @param installed all extensions there are
    /// @return whose data were deleted, by folded name, in order
    /// @throws IOException if the folder can't be read, or a file not be deleted
    /// @throws WasmtimeException if the folder isn't the user's own
    public List<String> sweep(Set<ExtensionId> installed) throws IOException {
        List<String> swept = new ArrayList<>();
        Set<String> names = installed.stream().map(ExtensionId::folded).collect(Collectors.toSet());
        for (String name : names()) {
            boolean orphan = ExtensionId.valid(name) && !names.contains(name);
            if (orphan && !isKept(new ExtensionId(name))) {
                delete(new ExtensionId(name));
                swept.add(name);
            }
        }
        return swept;
    }

    private List<String> names() throws IOException {
        if (Files.notExists(path(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        requireOwn();
        try (Stream<Path> files = Files.list(path())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(DATABASE))
                    .map(name -> name.substring(0, name.length() - DATABASE.length()))
                    .sorted()
                    .toList();
        }
    }

    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
