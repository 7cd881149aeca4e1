package org.frankenterm.extension;

import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.storage.StorageFolder;
import org.frankenterm.extension.storage.StorageProblem;
import org.frankenterm.extension.storage.StoredData;

/// What an installed extension has stored, for its user. The extension may run meanwhile, here or
/// in other processes. Any thread.
public final class ExtensionStorage {
    private final StorageFolder folder;
    private final ExtensionId extension;
    private final BooleanSupplier over;

    /// Takes what is stored.
    @FunctionalInterface
    public interface EntrySink {
        /// Takes one entry.
        ///
        /// @param key text of 1 to 512 bytes
        /// @param value at most 1 MiB, the sink's own
        /// @throws IOException ends the export
        void accept(String key, byte[] value) throws IOException;
    }

    private ExtensionStorage(StorageFolder folder, ExtensionId extension, BooleanSupplier over) {
        this.folder = folder;
        this.extension = extension;
        this.over = over;
    }

    /// The stored data of an extension.
    ///
    /// @param extension which
    /// @param environment of the host: `XDG_DATA_HOME`, or `HOME`, names where they are
    /// @param over whether to give up waiting for others who use the data; asked now and then
    /// @return what is stored; nothing is opened yet
    /// @throws ExtensionException if the environment names no folder
    public static ExtensionStorage of(
            ExtensionId extension, Map<String, String> environment, BooleanSupplier over) {
        return new ExtensionStorage(StorageFolder.of(environment), extension, over);
    }

    /// Gives all entries to a sink, sorted by key, as they are at one moment.
    ///
    /// @param sink takes them
    /// @return how many
    /// @throws IOException if the sink throws one
    /// @throws ExtensionException if there are no data, or they can't be read
    public long export(EntrySink sink) throws IOException {
        try (StoredData data = open("export")) {
            return data.entries(sink::accept);
        } catch (StorageProblem problem) {
            throw failed("export", problem);
        }
    }

    /// Removes all entries for good: nothing of them stays in the file.
    ///
    /// @return how many there were
    /// @throws ExtensionException if there are no data, or they can't be changed
    public long clear() {
        try (StoredData data = open("clear")) {
            return data.clear();
        } catch (StorageProblem problem) {
            throw failed("clear", problem);
        }
    }

    private StoredData open(String doing) throws StorageProblem {
        if (!folder.holds(extension)) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND,
                    "can't %s what %s has stored: it has stored nothing"
                            .formatted(doing, extension));
        }
        return StoredData.open(folder.database(extension), extension, over);
    }

    private ExtensionException failed(String doing, StorageProblem problem) {
        return new ExtensionException(
                ErrorCode.IO,
                "can't %s what %s has stored, %s: %s"
                        .formatted(
                                doing, extension, folder.database(extension), problem.getMessage()),
                problem);
    }
}
