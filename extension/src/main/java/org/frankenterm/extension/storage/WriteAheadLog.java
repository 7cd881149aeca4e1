package org.frankenterm.extension.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.frankenterm.extension.storage.StorageProblem.Kind;

/// The log beside a database (sqlite.org/wal.html). SQLite empties it after a megabyte, but not
/// what somebody is still reading; whoever reads at leisure would let it grow without end, and no
/// quota counts it.
///
/// @param file of the log, there or not
record WriteAheadLog(Path file) {
    /// Room for some of the largest values while somebody exports the others.
    static final long MOST_BYTES = 4 << 20;

    /// Looks whether more may be written.
    ///
    /// @throws StorageProblem of kind `BUSY` if the log is full of what somebody reads
    void requireRoom(Connection connection) throws SQLException, StorageProblem {
        if (bytes() > MOST_BYTES && !emptied(connection)) {
            throw new StorageProblem(
                    Kind.BUSY,
                    "somebody has been reading the stored data since long ago; try again later");
        }
    }

    private long bytes() {
        try {
            return Files.size(file);
        } catch (IOException none) {
            return 0;
        }
    }

    /// Moves into the database what nobody reads. If that is all, the next change begins the log
    /// anew and cuts it.
    private static boolean emptied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            return row.next() && row.getLong("log") == row.getLong("checkpointed");
        }
    }
}
