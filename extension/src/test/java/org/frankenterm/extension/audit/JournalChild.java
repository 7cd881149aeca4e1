package org.frankenterm.extension.audit;

import java.nio.file.Path;
import java.time.InstantSource;
import org.frankenterm.extension.HostConfig.RecordKeeping;

/// A process that writes records until it is killed, and says which of them must be on disk.
final class JournalChild {
    /// What can be in memory: the queue, and what was taken out of it but not written.
    private static final long IN_MEMORY = JournalFeed.CAPACITY + JournalWriter.BUFFER_BYTES / 128;

    private JournalChild() {}

    public static void main(String[] arguments) {
        Path state = Path.of(arguments[0]);
        Journal journal =
                Journal.open(state, RecordKeeping.AUDIT_BYTES, InstantSource.system(), _ -> {});
        JournalFeed feed = journal.feed("1.0.0");
        long said = 0;
        for (long i = 0; ; i++) {
            feed.put(
                    JournalRecord.lifecycle(
                            InstantSource.system().instant(), "child", "loaded", "" + i));
            while (feed.crowded()) {
                Thread.onSpinWait();
            }
            if (i - said == 5_000) {
                said = i;
                System.out.println(i - IN_MEMORY);
                System.out.flush();
            }
        }
    }
}
