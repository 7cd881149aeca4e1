package org.frankenterm.extension.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.frankenterm.extension.xdg.XdgFolder;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's own code, which the driver carries in its jar. Unpacked once into a folder of the
/// user's, beside the native library of Wasmtime, where it need not be unpacked again: the driver
/// itself does so at each start, into a folder that everybody shares.
final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private SqliteLibrary() {}

    /// Tells the driver where its library is, if it was not told. Before the first connection; any
    /// thread.
    ///
    /// @throws StorageProblem if the folder isn't safe: code is not loaded from where others may
    ///   put it
    static synchronized void prepare(Map<String, String> environment) throws StorageProblem {
        if (System.getProperty(PATH) != null) {
            return;
        }
        try {
            XdgFolder.CACHE.in(environment).ifPresent(SqliteLibrary::unpack);
        } catch (WasmtimeException | ExtensionException unsafe) {
            throw new StorageProblem(
                    Kind.FAILED,
                    "the database's code has no safe place in the user's cache folder; frankenterm doctor tells why");
        }
    }

    private static void unpack(Path cache) {
        String name = LibraryLoaderUtil.getNativeLibName();
        URL carried =
                SQLiteJDBCLoader.class.getResource(
                        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (carried == null) {
            return;
        }
        Path libraries = OwnFolder.open(OwnFolder.open(cache).resolve("native"));
        Path folder = OwnFolder.open(libraries.resolve("sqlite-" + SQLiteJDBCLoader.getVersion()));
        try {
            place(carried, folder.resolve(name));
            System.setProperty(PATH, folder.toString());
            System.setProperty(NAME, name);
        } catch (IOException full) {
            // The driver finds a place of its own, or says that it can't.
        }
    }

    /// It appears in one step and is on the device by then, so what has its length is whole.
    static void place(URL carried, Path file) throws IOException {
        URLConnection connection = carried.openConnection();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == connection.getContentLengthLong()) {
            return;
        }
        Path staged = Files.createTempFile(file.getParent(), ".staged-", "");
        try (InputStream in = connection.getInputStream()) {
            Files.copy(in, staged, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }
}
