package org.frankenterm.extension.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.OwnFolder;

/// The audit on disk, for whoever reads it: of all processes, those that ended and those that run.
/// Any thread.
public final class AuditFolder {
    private final JournalFolder folder;

    /// The audit below a folder.
    ///
    /// @param state the folder of the user's state, such as `$XDG_STATE_HOME/frankenterm`
    public AuditFolder(Path state) {
        this.folder = new JournalFolder(state);
    }

    /// Reads all records, oldest first. Whether they are as they were written is for [#verify] to
    /// say.
    ///
    /// @param wanted which of them
    /// @param sink takes each
    /// @throws ExtensionException if the folder isn't the user's own, or can't be read
    public void read(Predicate<JournalRecord> wanted, Consumer<JournalRecord> sink) {
        asked(
                "read",
                () -> {
                    if (!folder.exists()) {
                        return "";
                    }
                    folder.check();
                    List<String> names = folder.locked(() -> HeadFile.readable(folder));
                    try (TimeOrder lines = TimeOrder.open(folder, names)) {
                        for (JournalLine line = lines.next(); line != null; line = lines.next()) {
                            line.record().filter(wanted).ifPresent(sink);
                        }
                    }
                    return "";
                });
    }

    /// Checks every file against the head.
    ///
    /// @return what was found
    /// @throws ExtensionException if the folder isn't the user's own, or can't be read
    public JournalCheck verify() {
        return asked("verify", () -> JournalCheck.of(folder));
    }

    /// Begins to follow what is written from now on.
    ///
    /// @return what the caller asks, and closes
    /// @throws ExtensionException if the folder isn't the user's own, or can't be read
    public JournalTail follow() {
        return asked("follow", () -> JournalTail.atEnd(folder));
    }

    private static <T> T asked(String what, FileLocks.Body<T> body) {
        try {
            return body.run();
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't %s the audit: %s".formatted(what, Sanitizer.line(OwnFolder.reason(e))),
                    e);
        }
    }
}
