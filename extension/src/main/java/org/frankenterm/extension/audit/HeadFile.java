package org.frankenterm.extension.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Changes the head: reads it, finishes what another process began, and replaces it, all under the
/// lock.
final class HeadFile {
    private final JournalFolder folder;

    HeadFile(JournalFolder folder) {
        this.folder = folder;
    }

    /// Replaces the head by what a change makes of it.
    void update(UnaryOperator<JournalHead> change) throws IOException {
        folder.locked(() -> {
            JournalHead next = change.apply(current());
            folder.write(next);
            return next;
        });
    }

    /// The head to go on from. Under the lock.
    ///
    /// A head that can't be trusted is not signed anew: its files are left out of the next one,
    /// which says so for ever.
    JournalHead current() throws IOException {
        JournalFolder.Reading reading = folder.read();
        if (reading.head().isPresent()) {
            return finish(reading.head().get());
        }
        return reading.problem().isEmpty()
                ? JournalHead.EMPTY
                : JournalHead.EMPTY.distrusting(
                        "%s on %s; what was written before can't be vouched for"
                                .formatted(
                                        reading.problem(),
                                        Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    private JournalHead finish(JournalHead head) throws IOException {
        JournalHead done = settled(folder, head);
        if (!done.equals(head)) {
            folder.write(done);
        }
        sweep(done.removed());
        return done.swept();
    }

    /// A head with its planned merge either done or dropped, by whether its archive is there: it
    /// gets its name when it is complete.
    static JournalHead settled(JournalFolder folder, JournalHead head) {
        JournalHead.Merge merge = head.merge();
        if (merge == null) {
            return head;
        }
        boolean done = Files.isRegularFile(folder.file(merge.archive().name()));
        return done ? head.merged() : head.planning(null);
    }

    /// The files to read, which are all but those whose records an archive has. Under the lock.
    static List<String> readable(JournalFolder folder) throws IOException {
        List<String> names = new ArrayList<>(folder.names());
        Optional<JournalHead> head = folder.read().head();
        if (head.isPresent()) {
            names.removeAll(settled(folder, head.get()).removed());
        }
        return names;
    }

    private void sweep(List<String> names) throws IOException {
        for (String name : names) {
            Files.deleteIfExists(folder.file(name));
            if (!folder.live(name)) {
                Files.deleteIfExists(folder.mark(name));
            }
        }
    }
}
