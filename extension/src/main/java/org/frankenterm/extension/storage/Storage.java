package org.frankenterm.extension.storage;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.jspecify.annotations.Nullable;

/// What one extension stores: values of any bytes under keys of UTF-8, up to its quota. Each change
/// is there or not, whatever ends the process; others may use the same data meanwhile.
///
/// Opened at the first use, by the thread that then uses and closes it. Keys and values are checked
/// by the caller.
public final class Storage implements AutoCloseable {
    /// The longest key.
    public static final int MAX_KEY_BYTES = 512;

    /// The longest value.
    public static final int MAX_VALUE_BYTES = 1 << 20;

    private final Opening opening;
    private final Patience patience = new Patience();
    private @Nullable Database database;

    /// Whether a page was found to be damaged, so that all must be looked at.
    private boolean suspect;

    @FunctionalInterface
    private interface Opening {
        Database open(Patience patience, boolean suspect) throws StorageProblem;
    }

    @FunctionalInterface
    private interface Work<T extends @Nullable Object> {
        T with(Database open) throws StorageProblem;
    }

    /// A storage that nothing is opened of yet.
    ///
    /// @param place where the data are
    /// @param extension whose they are
    /// @param quotaBytes how much it may store, overhead included
    /// @param logger told what was moved aside, and why
    /// @param clock tells when
    public Storage(
            StoragePlace place,
            ExtensionId extension,
            long quotaBytes,
            Logger logger,
            InstantSource clock) {
        this.opening = opening(place, extension, quotaBytes, logger, clock);
    }

    private static Opening opening(
            StoragePlace place,
            ExtensionId extension,
            long quotaBytes,
            Logger logger,
            InstantSource clock) {
        StorageOwner anybody = new StorageOwner(extension, "");
        return switch (place) {
            case StoragePlace.Memory() ->
                    (patience, _) -> Database.inMemory(anybody, quotaBytes, patience);
            case StoragePlace.Named(var file) ->
                    (patience, _) -> NamedDatabase.open(file, anybody, quotaBytes, patience);
            case StoragePlace.Installed(var folder, var installation) -> {
                InstalledDatabase installed =
                        new InstalledDatabase(
                                folder, new StorageOwner(extension, installation), logger, clock);
                yield (patience, suspect) -> installed.open(quotaBytes, patience, suspect);
            }
        };
    }

    /// Looks a value up.
    ///
    /// @param over whether the call must end; asked while it waits or works
    /// @return the value; null if there is none
    public byte @Nullable [] get(byte[] key, BooleanSupplier over) throws StorageProblem {
        return with(over, open -> open.get(key));
    }

    /// Stores a value, in the place of the one that was there.
    ///
    /// @param over as for [#get]
    /// @throws StorageProblem of kind `LIMIT` if the quota is used up; nothing has changed then
    public void set(byte[] key, byte[] value, BooleanSupplier over) throws StorageProblem {
        this.<@Nullable Void>with(
                over,
                open -> {
                    open.set(key, value);
                    return null;
                });
    }

    /// Removes a value.
    ///
    /// @param over as for [#get]
    /// @return whether there was one
    public boolean delete(byte[] key, BooleanSupplier over) throws StorageProblem {
        return with(over, open -> open.delete(key));
    }

    /// All keys, a JSON array in ASCII, sorted by code points.
    ///
    /// @param mostBytes of it
    /// @param over as for [#get]
    /// @throws StorageProblem of kind `LIMIT` if it is longer
    public String keys(int mostBytes, BooleanSupplier over) throws StorageProblem {
        return with(over, open -> open.keys(mostBytes));
    }

    private <T extends @Nullable Object> T with(BooleanSupplier over, Work<T> work)
            throws StorageProblem {
        patience.begin(over);
        try {
            return work.with(open());
        } catch (StorageProblem problem) {
            if (problem.kind() == Kind.DAMAGED) {
                suspect = true;
                close();
                open();
                throw new StorageProblem(
                        Kind.FAILED, "the stored data could not be read: " + problem.getMessage());
            }
            throw problem;
        }
    }

    private Database open() throws StorageProblem {
        Database open = database;
        if (open == null) {
            open = opening.open(patience, suspect);
            database = open;
        }
        return open;
    }

    /// Closes it; the next use opens it again.
    @Override
    public void close() {
        Database open = database;
        database = null;
        if (open != null) {
            open.close();
        }
    }
}
