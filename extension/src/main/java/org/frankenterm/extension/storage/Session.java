package org.frankenterm.extension.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.JDBC;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteLimits;

/// A connection to SQLite, set up for files that may be hostile and for calls that must end. One
/// thread.
final class Session implements AutoCloseable {
    /// The result code of a statement for which there is no room.
    static final int FULL = 13;

    // sqlite.org/rescode
    private static final int PRIMARY = 0xff;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int INTERRUPT = 9;
    private static final int CORRUPT = 11;
    private static final int NOT_A_DATABASE = 26;

    /// Read and write, a URI, no mutex, no link in the path; never create (sqlite.org/c3ref/open).
    private static final int OPEN_FLAGS = 0x2 | 0x40 | 0x8000 | 0x100_0000;

    /// A row: key, value and their lengths. What is longer was not stored by us, and would be held
    /// in memory several times.
    private static final int MAX_ROW_BYTES = Storage.MAX_VALUE_BYTES + Storage.MAX_KEY_BYTES + 1024;

    /// Instructions of SQLite's machine between two looks at the clock; about 0.1 ms.
    private static final int STEPS_PER_LOOK = 10_000;

    /// Nothing in the file's tables is run; the log beside it has a megabyte and one value at most;
    /// a commit outlives the process, and all but the last ones the machine.
    private static final List<String> PRAGMAS =
            List.of(
                    "trusted_schema = OFF",
                    "cell_size_check = ON",
                    "temp_store = MEMORY",
                    "cache_size = -512",
                    "page_size = " + Database.PAGE_BYTES,
                    "journal_mode = WAL",
                    "synchronous = NORMAL",
                    "wal_autocheckpoint = 256",
                    "journal_size_limit = 1048576");

    private final Connection connection;
    private final Patience patience;

    /// What is done with a connection.
    ///
    /// @param <T> what it gives
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException, StorageProblem;
    }

    private Session(Connection connection, Patience patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /// Opens a database in memory.
    static Session inMemory(Patience patience) throws StorageProblem {
        return open(":memory:", patience);
    }

    /// Opens a database in a file.
    ///
    /// @param file that exists; no part of its path is a link
    static Session of(Path file, Patience patience) throws StorageProblem {
        return open(file.toUri().toString(), patience);
    }

    private static Session open(String name, Patience patience) throws StorageProblem {
        SqliteLibrary.prepare(System.getenv());
        Properties properties = new Properties();
        properties.setProperty("open_mode", Integer.toString(OPEN_FLAGS));
        properties.setProperty("busy_timeout", "0");
        Connection connection;
        try {
            connection = JDBC.createConnection(JDBC.PREFIX + name, properties);
        } catch (SQLException e) {
            throw problem(e);
        }
        Session session = new Session(connection, patience);
        try {
            session.listen();
            session.run(Session::set);
            return session;
        } catch (StorageProblem | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private void listen() throws StorageProblem {
        run(connected -> {
            ((SQLiteConnection) connected)
                    .setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_ROW_BYTES);
            BusyHandler.setHandler(
                    connected,
                    new BusyHandler() {
                        @Override
                        protected int callback(int tries) {
                            return patience.pause() ? 1 : 0;
                        }
                    });
            ProgressHandler.setHandler(
                    connected,
                    STEPS_PER_LOOK,
                    new ProgressHandler() {
                        @Override
                        protected int progress() {
                            return patience.over() ? 1 : 0;
                        }
                    });
            return connected;
        });
    }

    private static Connection set(Connection connected) throws SQLException {
        for (String pragma : PRAGMAS) {
            Schema.execute(connected, "PRAGMA " + pragma);
        }
        return connected;
    }

    /// Does something, again for as long as somebody else is in the way and there is time: not
    /// everywhere does SQLite wait by itself.
    ///
    /// @param work a transaction, or several that can be repeated
    /// @throws StorageProblem if it doesn't work
    <T extends @Nullable Object> T run(Work<T> work) throws StorageProblem {
        while (true) {
            try {
                return work.with(connection);
            } catch (SQLException e) {
                boolean inTheWay = code(e) == BUSY || code(e) == LOCKED;
                if (!inTheWay || !patience.pause()) {
                    throw problem(e);
                }
            }
        }
    }

    /// The primary result code.
    static int code(SQLException e) {
        return e.getErrorCode() & PRIMARY;
    }

    private static StorageProblem problem(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED, INTERRUPT ->
                    new StorageProblem(
                            Kind.BUSY, "the stored data are in use by somebody else; try again");
            case CORRUPT, NOT_A_DATABASE -> new StorageProblem(Kind.DAMAGED, "it is damaged");
            default -> new StorageProblem(Kind.FAILED, "the database failed with " + name(e));
        };
    }

    private static String name(SQLException e) {
        return e instanceof SQLiteException known
                ? known.getResultCode().name()
                : "code " + e.getErrorCode();
    }

    /// Closes it. Who closes last moves the log into the database.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing was begun that isn't committed or lost by now.
        }
    }
}
