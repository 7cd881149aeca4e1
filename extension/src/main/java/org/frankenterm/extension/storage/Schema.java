package org.frankenterm.extension.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.storage.StorageProblem.Kind;

/// The tables of a database, made and recognised. A file whose tables are not these to the letter
/// was made by somebody else: its triggers and views would run as part of our statements.
final class Schema {
    /// Raised when the tables change; a file with a higher one is left alone.
    private static final int VERSION = 1;

    /// `FTst`, so that `file` and we know our own.
    private static final int APPLICATION = 0x46547374;

    /// A table of rows and a unique index, because a table without rows' numbers stores large
    /// values inside the tree of the keys: a look-up then reads past all of them.
    private static final String ENTRY =
            "CREATE TABLE entry(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL) STRICT";

    private static final String OWNER =
            "CREATE TABLE owner(id INTEGER PRIMARY KEY CHECK (id = 1), extension TEXT NOT NULL,"
                    + " installation TEXT NOT NULL) STRICT";

    private static final List<String> TABLES =
            List.of(
                    "table entry entry " + ENTRY,
                    "index sqlite_autoindex_entry_1 entry null",
                    "table owner owner " + OWNER);

    private Schema() {}

    /// Makes the tables if there is nothing, else looks whether they are ours.
    ///
    /// @return whose data they are
    /// @throws StorageProblem if they are not ours
    static StorageOwner open(Connection connection, StorageOwner owner)
            throws SQLException, StorageProblem {
        if (blank(connection)) {
            create(connection, owner);
        }
        if (number(connection, "PRAGMA application_id") != APPLICATION) {
            throw new StorageProblem(Kind.DAMAGED, "it is a database of another program");
        }
        if (number(connection, "PRAGMA user_version") > VERSION) {
            throw new StorageProblem(
                    Kind.FAILED,
                    "the stored data were written by a newer FrankenTerm; update this one");
        }
        if (!tables(connection).equals(TABLES)) {
            throw new StorageProblem(Kind.DAMAGED, "its tables are not those of a storage");
        }
        return owner(connection);
    }

    private static boolean blank(Connection connection) throws SQLException {
        return number(connection, "PRAGMA application_id") == 0
                && number(connection, "PRAGMA user_version") == 0
                && tables(connection).isEmpty();
    }

    /// In one transaction. Somebody else may have been faster.
    private static void create(Connection connection, StorageOwner owner) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
        try {
            if (blank(connection)) {
                execute(connection, ENTRY);
                execute(connection, OWNER);
                insert(connection, owner);
                execute(connection, "PRAGMA application_id = " + APPLICATION);
                execute(connection, "PRAGMA user_version = " + VERSION);
            }
            execute(connection, "COMMIT");
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                execute(connection, "ROLLBACK");
            }
            throw e;
        }
    }

    private static void insert(Connection connection, StorageOwner owner) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO owner(id, extension, installation) VALUES (1, ?, ?)")) {
            insert.setString(1, owner.extension().name());
            insert.setString(2, owner.installation());
            insert.executeUpdate();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid")) {
            List<String> found = new ArrayList<>();
            while (row.next() && found.size() <= TABLES.size()) {
                found.add(
                        row.getString(1)
                                + " "
                                + row.getString(2)
                                + " "
                                + row.getString(3)
                                + " "
                                + row.getString(4));
            }
            return found;
        }
    }

    private static StorageOwner owner(Connection connection) throws SQLException, StorageProblem {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT extension, installation FROM owner WHERE id = 1")) {
            if (!row.next()) {
                throw new StorageProblem(Kind.DAMAGED, "it says nothing of whose data it has");
            }
            return StorageOwner.read(row.getString(1), row.getString(2));
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
