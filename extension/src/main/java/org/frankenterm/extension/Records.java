package org.frankenterm.extension;

import java.util.function.Consumer;
import org.frankenterm.extension.HostConfig.RecordKeeping;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.audit.Journal;
import org.frankenterm.extension.audit.JournalFeed;
import org.frankenterm.extension.log.LogFiles;
import org.jspecify.annotations.Nullable;

/// What a host keeps on disk of its extensions: the audit and their logs, or neither.
///
/// @param journal the audit; null if it is in memory only
/// @param logs what extensions say; null if it isn't kept
record Records(@Nullable Journal journal, @Nullable LogFiles logs) implements AutoCloseable {
    /// @throws ExtensionException if the folder can't be made, or isn't the user's own
    static Records open(HostConfig config) {
        RecordKeeping keeping = config.records();
        if (keeping == null) {
            return new Records(null, null);
        }
        Consumer<String> trouble = config.logSink();
        Journal journal =
                Journal.open(
                        keeping.folder(),
                        keeping.auditBytesPerExtension(),
                        config.clock(),
                        trouble);
        try {
            return new Records(journal, LogFiles.open(keeping.folder(), config.clock(), trouble));
        } catch (ExtensionException e) {
            journal.close();
            throw e;
        }
    }

    @Nullable JournalFeed feed(String version) {
        return journal == null ? null : journal.feed(version);
    }

    /// Records what happened to an extension.
    void lifecycle(String extension, String what, String details) {
        if (journal != null) {
            journal.lifecycle(extension, what, details);
        }
    }

    @Override
    public void close() {
        if (logs != null) {
            logs.close();
        }
        if (journal != null) {
            journal.close();
        }
    }
}
