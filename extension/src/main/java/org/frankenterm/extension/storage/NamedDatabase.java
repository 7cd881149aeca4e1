package org.frankenterm.extension.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.frankenterm.wasmtime.OwnFolder;

/// A database in a file that a person named: used if it is the extension's, made if there is none,
/// and left alone otherwise.
final class NamedDatabase {
    private NamedDatabase() {}

    /// Opens it.
    ///
    /// @throws StorageProblem if it is something else, or can't be used
    static Database open(Path named, StorageOwner owner, long quotaBytes, Patience patience)
            throws StorageProblem {
        try {
            Path file = named.resolveSibling(".").toRealPath().resolve(named.getFileName());
            create(file);
            return judged(Database.of(file, owner, quotaBytes, patience), owner);
        } catch (IOException e) {
            throw new StorageProblem(
                    Kind.FAILED, "the file for stored data can't be used: " + OwnFolder.reason(e));
        } catch (StorageProblem problem) {
            throw problem.kind() == Kind.DAMAGED
                    ? new StorageProblem(
                            Kind.FAILED,
                            "the file for stored data can't be used: %s; name another one"
                                    .formatted(problem.getMessage()))
                    : problem;
        }
    }

    private static void create(Path file) throws IOException, StorageProblem {
        if (!OwnFile.check(file)) {
            try {
                OwnFile.create(file);
            } catch (FileAlreadyExistsException faster) {
                OwnFile.check(file);
            }
        }
    }

    private static Database judged(Database database, StorageOwner owner) throws StorageProblem {
        if (database.owner().extension().equals(owner.extension())) {
            return database;
        }
        database.close();
        throw new StorageProblem(Kind.DAMAGED, "it has the data of another extension");
    }
}
