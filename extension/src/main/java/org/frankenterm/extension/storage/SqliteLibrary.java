package org.frankenterm.extension.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.api.XdgFolder;
import org.frankenterm.wasmtime.OwnFolder;
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
    /// @throws org.frankenterm.wasmtime.WasmtimeException if the folder isn't safe
    static synchronized void prepare(Map<String, String> environment) {
        Optional<Path> cache = XdgFolder.CACHE.in(environment);
        if (cache.isEmpty() || System.getProperty(PATH) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        URL carried =
                SQLiteJDBCLoader.class.getResource(
                        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (carried == null) {
            return;
        }
        Path ours = OwnFolder.open(cache.get());
        Path libraries = OwnFolder.open(ours.resolve("native"));
        Path folder = OwnFolder.open(libraries.resolve("sqlite-" + SQLiteJDBCLoader.getVersion()));
        try {
            place(carried, folder.resolve(name));
            System.setProperty(PATH, folder.toString());
            System.setProperty(NAME, name);
        } catch (IOException full) {
            // The driver finds a place of its own, or says that it can't.
        }
    }

    /// It appears in one step, so what has its length is whole.
    static void place(URL carried, Path file) throws IOException {
        URLConnection connection = carried.openConnection();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == connection.getContentLengthLong()) {
            return;
        }
        Path staged = Files.createTempFile(file.getParent(), ".staged-", "");
        try (InputStream in = connection.getInputStream()) {
            Files.copy(in, staged, StandardCopyOption.REPLACE_EXISTING);
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }
}
