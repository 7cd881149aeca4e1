package org.frankenterm.extension.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// An open database of keys and values. Each call is a transaction of its own. One thread.
final class Database implements AutoCloseable {
    /// SQLite's own default, and the size of a page of memory.
    static final int PAGE_BYTES = 4096;

    /// What an empty database has: the catalogue, and a root for each table and the index.
    private static final int EMPTY_PAGES = 4;

    /// What a page takes of a large value (sqlite.org/fileformat2, overflow pages).
    private static final int OVERFLOW_BYTES = PAGE_BYTES - 4;

    /// Pages that a change may need besides: two trees that are split up to their roots.
    private static final int SPARE_PAGES = 16;

    private static final String ENTRIES = "SELECT key, value FROM entry ORDER BY key";

    private final Session session;
    private final StorageOwner owner;

    /// Null in memory.
    private final @Nullable WriteAheadLog log;

    private Database(Session session, StorageOwner owner, @Nullable WriteAheadLog log) {
        this.session = session;
        this.owner = owner;
        this.log = log;
    }

    /// Opens a database in memory.
    static Database inMemory(StorageOwner owner, long quotaBytes, Patience patience)
            throws StorageProblem {
        return open(Session.inMemory(patience), owner, quotaBytes, null);
    }

    /// Opens a database in a file, which is made a database if it is empty.
    ///
    /// @param file that exists; no part of its path is a link
    /// @param owner of a new one
    /// @throws StorageProblem if it isn't one, or can't be used
    static Database of(Path file, StorageOwner owner, long quotaBytes, Patience patience)
            throws StorageProblem {
        return open(
                Session.of(file, patience),
                owner,
                quotaBytes,
                new WriteAheadLog(StorageFolder.beside(file, "-wal")));
    }

    private static Database open(
            Session session, StorageOwner owner, long quotaBytes, @Nullable WriteAheadLog log)
            throws StorageProblem {
        try {
            StorageOwner found =
                    session.run(connection -> {
                        Schema.execute(connection, "PRAGMA max_page_count = " + pages(quotaBytes));
                        return Schema.open(connection, owner);
                    });
            return new Database(session, found, log);
        } catch (StorageProblem | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /// A quota in pages, no less than an empty database has. SQLite takes none below what there is:
    /// who has more than a lowered quota keeps it and gets no more.
    static long pages(long quotaBytes) {
        return Math.clamp(quotaBytes / PAGE_BYTES, EMPTY_PAGES, Integer.MAX_VALUE);
    }

    /// Whose data these are.
    StorageOwner owner() {
        return owner;
    }

    /// Whether every page is what it must be; reads all of them.
    boolean sound() throws StorageProblem {
        return session.run(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
                return row.next() && "ok".equals(row.getString(1));
            }
        });
    }

    /// The value under a key, null if there is none.
    byte @Nullable [] get(byte[] key) throws StorageProblem {
        return session.<byte @Nullable []>run(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT value FROM entry WHERE key = ?")) {
                select.setBytes(1, key);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getBytes(1) : null;
                }
            }
        });
    }

    /// The old value goes before the new one comes, so that in a full database it can be replaced.
    void set(byte[] key, byte[] value) throws StorageProblem {
        session.run(connection -> {
            requireRoom(connection);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT OR REPLACE INTO entry(key, value) VALUES (?, ?)")) {
                insert.setBytes(1, key);
                insert.setBytes(2, value);
                return insert.executeUpdate();
            } catch (SQLException e) {
                if (Session.code(e) == Session.FULL) {
                    throw full(connection, value.length);
                }
                throw e;
            }
        });
    }

    private void requireRoom(Connection connection) throws SQLException, StorageProblem {
        if (log != null) {
            log.requireRoom(connection);
        }
    }

    /// SQLite says the same of its quota and of a full disk.
    private static StorageProblem full(Connection connection, int bytes) throws SQLException {
        long most = Schema.number(connection, "PRAGMA max_page_count");
        long free =
                most
                        - Schema.number(connection, "PRAGMA page_count")
                        + Schema.number(connection, "PRAGMA freelist_count");
        return free > bytes / OVERFLOW_BYTES + SPARE_PAGES
                ? new StorageProblem(Kind.FAILED, "the disk is full")
                : new StorageProblem(
                        Kind.LIMIT,
                        "the quota of %s is used up; delete something first, or ask for more max_storage_bytes"
                                .formatted(Quantity.bytes(most * PAGE_BYTES)));
    }

    /// Whether there was something to delete.
    boolean delete(byte[] key) throws StorageProblem {
        return session.run(connection -> {
            requireRoom(connection);
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM entry WHERE key = ?")) {
                delete.setBytes(1, key);
                return delete.executeUpdate() > 0;
            }
        });
    }

    /// All keys as a JSON array, sorted by their bytes, which is the order of their code points.
    ///
    /// @param mostBytes of the text, all ASCII
    String keys(int mostBytes) throws StorageProblem {
        return session.run(connection -> {
            StringBuilder text = new StringBuilder();
            JsonWriter array = new JsonWriter(text).array();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT key FROM entry ORDER BY key")) {
                while (row.next()) {
                    array.value(text(row.getBytes(1)));
                    if (text.length() >= mostBytes) {
                        throw new StorageProblem(
                                Kind.LIMIT,
                                "the keys don't fit an answer of " + Quantity.bytes(mostBytes));
                    }
                }
            }
            return array.end().toString();
        });
    }

    private static String text(byte @Nullable [] key) throws StorageProblem {
        return Sanitizer.strictUtf8(key == null ? new byte[0] : key)
                .orElseThrow(() -> new StorageProblem(Kind.DAMAGED, "a key is not UTF-8"));
    }

    /// All entries, sorted by key, as they are at one moment.
    ///
    /// @return how many
    /// @throws IOException if the sink does
    long entries(StoredData.EntrySink sink) throws IOException, StorageProblem {
        try {
            return session.run(connection -> entries(connection, sink));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long entries(Connection connection, StoredData.EntrySink sink)
            throws SQLException, StorageProblem {
        long count = 0;
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(ENTRIES)) {
            for (; row.next(); count++) {
                sink.accept(text(row.getBytes(1)), row.getBytes(2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    /// Removes all entries, and their traces in the file.
    ///
    /// @return how many there were
    long clear() throws StorageProblem {
        long count =
                session.run(connection -> {
                    try (Statement delete = connection.createStatement()) {
                        return (long)
                                delete.executeUpdate("DELETE FROM entry WHERE id IS NOT NULL");
                    }
                });
        session.run(connection -> {
            Schema.execute(connection, "VACUUM");
            return Schema.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        });
        return count;
    }

    @Override
    public void close() {
        session.close();
    }
}
