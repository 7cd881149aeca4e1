package org.frankenterm.extension.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.frankenterm.extension.api.ExtensionId;

/// A database as its user sees it: as a whole, whoever of the extension's name installed it, and
/// never moved. One thread.
public final class StoredData implements AutoCloseable {
    private final Database database;

    /// Takes entries.
    @FunctionalInterface
    public interface EntrySink {
        /// Takes one.
        ///
        /// @throws IOException ends the reading
        void accept(String key, byte[] value) throws IOException;
    }

    private StoredData(Database database) {
        this.database = database;
    }

    /// Opens a database.
    ///
    /// @param file of it
    /// @param extension whose it must be
    /// @param over whether to give up waiting for others
    public static StoredData open(Path file, ExtensionId extension, BooleanSupplier over)
            throws StorageProblem {
        Patience patience = new Patience();
        patience.begin(over);
        return new StoredData(
                NamedDatabase.open(
                        file, new StorageOwner(extension, ""), Long.MAX_VALUE, patience));
    }

    /// Gives all entries to a sink, sorted by key, as they are at one moment.
    ///
    /// @return how many
    /// @throws IOException if the sink throws one
    public long entries(EntrySink sink) throws IOException, StorageProblem {
        return database.entries(sink);
    }

    /// Removes all entries, and their traces in the file.
    ///
    /// @return how many there were
    public long clear() throws StorageProblem {
        return database.clear();
    }

    @Override
    public void close() {
        database.close();
    }
}
