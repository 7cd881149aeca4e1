package org.frankenterm.extension.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// The database of an installed extension, on disk. What is in its place and can't be it is moved
/// aside under a name that tells why, once, and said: to the log with the new name, to the guest as
/// a failed call.
final class InstalledDatabase {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final List<String> BESIDE =
            Stream.concat(StorageFolder.COMPANIONS.stream(), Stream.of(StorageFolder.KEEP))
                    .toList();

    private final StorageFolder folder;
    private final StorageOwner owner;
    private final Logger logger;
    private final InstantSource clock;

    InstalledDatabase(
            StorageFolder folder, StorageOwner owner, Logger logger, InstantSource clock) {
        this.folder = folder;
        this.owner = owner;
        this.logger = logger;
        this.clock = clock;
    }

    /// Opens it, and makes it if there is none.
    ///
    /// @param suspect whether every page is to be looked at
    /// @throws StorageProblem if it can't be used; if it was moved aside, the next call makes a new
    ///   one
    Database open(long quotaBytes, Patience patience, boolean suspect) throws StorageProblem {
        try {
            OwnFolder.open(folder.home());
            Path real = OwnFolder.open(folder.path()).toRealPath();
            try (FolderLock _ = FolderLock.take(real, patience)) {
                Path file = real.resolve(folder.database(owner.extension()).getFileName());
                return judged(file, opened(file, quotaBytes, patience, suspect));
            }
        } catch (WasmtimeException | IOException refused) {
            logger.log(LogLevel.ERROR, "can't use the storage folder: " + reason(refused));
            throw new StorageProblem(
                    Kind.FAILED, "the folder for stored data can't be used; the log tells why");
        }
    }

    private static String reason(Exception refused) {
        return refused instanceof IOException e
                ? OwnFolder.reason(e)
                : String.valueOf(refused.getMessage());
    }

    private Database opened(Path file, long quotaBytes, Patience patience, boolean suspect)
            throws IOException, StorageProblem {
        if (!OwnFile.check(file)) {
            // What is left of a log belongs to a database that is gone.
            moveCompanions(file, aside(file, "corrupt"));
            OwnFile.create(file);
        }
        for (String companion : StorageFolder.COMPANIONS) {
            OwnFile.check(StorageFolder.beside(file, companion));
        }
        try {
            Database database = Database.of(file, owner, quotaBytes, patience);
            if (suspect && !sound(database)) {
                database.close();
                throw new StorageProblem(Kind.DAMAGED, "it is damaged");
            }
            return database;
        } catch (StorageProblem problem) {
            if (problem.kind() == Kind.DAMAGED) {
                moveAside(file, "corrupt", String.valueOf(problem.getMessage()));
                throw new StorageProblem(
                        Kind.FAILED,
                        "the stored data were damaged and have been moved aside; the storage is empty now");
            }
            throw problem;
        }
    }

    private static boolean sound(Database database) throws StorageProblem {
        try {
            return database.sound();
        } catch (StorageProblem problem) {
            database.close();
            throw problem;
        }
    }

    private Database judged(Path file, Database database) throws IOException, StorageProblem {
        if (database.owner().equals(owner)) {
            return database;
        }
        database.close();
        moveAside(file, "foreign", "it belongs to another installation");
        throw new StorageProblem(
                Kind.FAILED,
                "the stored data of another extension had this name and have been moved aside; the"
                        + " storage is empty now");
    }

    private void moveAside(Path file, String why, String reason) throws IOException {
        Path to = aside(file, why);
        moveCompanions(file, to);
        Files.move(file, to);
        logger.log(
                LogLevel.ERROR,
                "can't use %s: %s; moved it to %s, the storage starts empty"
                        .formatted(file, reason, to));
    }

    /// The log goes first: left alone, it would be replayed into the next database. The mark goes
    /// with the data that it is about.
    private static void moveCompanions(Path file, Path to) throws IOException {
        for (String companion : BESIDE) {
            Path from = StorageFolder.beside(file, companion);
            if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(from, StorageFolder.beside(to, companion));
            }
        }
    }

    private Path aside(Path file, String why) {
        Path base = StorageFolder.beside(file, "." + why + "-" + TIME.format(clock.instant()));
        Path free = base;
        for (int i = 2; taken(free); i++) {
            free = StorageFolder.beside(base, "-" + i);
        }
        return free;
    }

    private static boolean taken(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                || Files.exists(StorageFolder.beside(file, "-wal"), LinkOption.NOFOLLOW_LINKS);
    }
}
