package org.frankenterm.extension.audit;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.frankenterm.wasmtime.OwnFolder;
import org.jspecify.annotations.Nullable;

/// Writes what feeds hand over: the work of the journal's one thread.
///
/// A record leaves its feed only when there is a file to take it, and stays in memory until the
/// disk has it. While the disk takes nothing, feeds fill and their guests wait.
final class JournalWriter {
    /// A file of one process ends here, and another begins.
    static final long FILE_BYTES = 8L << 20;

    static final int BUFFER_BYTES = 64 << 10;

    /// How old what the head says may be.
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int AT_ONCE = 256;

    private final JournalFolder folder;
    private final HeadFile head;
    private final Consolidation consolidation;
    private final InstantSource clock;
    private final Instant started;
    private final List<JournalFeed> feeds;
    private final Map<JournalFeed, Folding> foldings = new HashMap<>();
    private final String process = ProcessHandle.current().pid() + "-" + JournalFolder.random();
    private @Nullable JournalFile file;
    private @Nullable Closeable mark;
    private long synced;
    private long lastTick = System.nanoTime();

    JournalWriter(
            JournalFolder folder,
            long bytesPerExtension,
            InstantSource clock,
            List<JournalFeed> feeds) {
        this.folder = folder;
        this.head = new HeadFile(folder);
        this.consolidation = new Consolidation(folder, bytesPerExtension);
        this.clock = clock;
        this.started = clock.instant();
        this.feeds = feeds;
    }

    /// Writes what there is, and once a second brings the head up to date.
    ///
    /// @return whether there may be more at once
    /// @throws IOException if the disk doesn't take it; nothing is lost
    boolean round() throws IOException {
        boolean more = false;
        for (JournalFeed feed : feeds) {
            more |= drain(feed);
        }
        JournalFile open = file;
        if (open != null) {
            open.flush();
        }
        if (System.nanoTime() - lastTick >= TICK_NANOS) {
            tick();
        }
        return more;
    }

    private boolean drain(JournalFeed feed) throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            if (feed.isEmpty()) {
                return false;
            }
            ready();
            JournalRecord record = feed.poll();
            if (record != null) {
                folding(feed).add(record);
            }
        }
        return true;
    }

    private Folding folding(JournalFeed feed) {
        return foldings.computeIfAbsent(
                feed, of -> new Folding(record -> append(record, of.version())));
    }

    private void append(JournalRecord record, String version) {
        JournalFile open = file;
        if (open == null) {
            throw new IllegalStateException("no file is open");
        }
        open.append(record.in(process, version));
    }

    /// Sees to a file that can take records.
    private void ready() throws IOException {
        JournalFile open = file;
        if (open == null) {
            begin("");
            consolidation.run();
        } else if (open.bytes() >= FILE_BYTES) {
            end(open);
            begin(", continues " + open.name());
            consolidation.run();
        } else if (open.waiting() >= BUFFER_BYTES) {
            open.flush();
        }
    }

    /// The head knows the file before it is there: one that it doesn't know was put there by
    /// somebody else.
    private void begin(String note) throws IOException {
        String pid = ProcessHandle.current().pid() + "-" + JournalFolder.random();
        String name = JournalFolder.name(clock.instant(), pid);
        Closeable held = FileLocks.mark(folder.mark(name));
        try {
            head.update(now -> now.with(HeadEntry.begun(name)));
            JournalFile begun = JournalFile.create(folder.folder(), name);
            mark = held;
            file = begun;
            synced = 0;
            JournalRecord first =
                    JournalRecord.lifecycle(
                            note.isEmpty() ? started : clock.instant(),
                            JournalRecord.HOST,
                            "process began",
                            "pid " + ProcessHandle.current().pid() + note);
            append(first, "");
        } catch (IOException e) {
            held.close();
            throw e;
        }
    }

    private void end(JournalFile open) throws IOException {
        sync(open, true);
        file = null;
        open.close();
        if (mark != null) {
            mark.close();
            mark = null;
        }
    }

    private void sync(JournalFile open, boolean closed) throws IOException {
        open.flush();
        open.force();
        HeadEntry entry = open.entry(closed);
        head.update(now -> now.with(entry));
        synced = entry.bytes();
    }

    private void tick() throws IOException {
        lastTick = System.nanoTime();
        for (JournalFeed feed : feeds) {
            takeCounts(feed);
        }
        JournalFile open = file;
        if (open != null && open.bytes() != synced) {
            sync(open, false);
        }
    }

    private void takeCounts(JournalFeed feed) throws IOException {
        boolean last = feed.closed() && feed.isEmpty();
        if (file != null || feed.hasRoutine()) {
            ready();
            feed.takeRoutine(clock.instant()).ifPresent(folding(feed)::add);
            folding(feed).flush();
        }
        if (last) {
            foldings.remove(feed);
            feeds.remove(feed);
        }
    }

    /// Writes all that is left, and that this was all.
    void finish() throws IOException {
        for (JournalFeed feed : feeds) {
            while (!feed.isEmpty()) {
                drain(feed);
            }
            takeCounts(feed);
        }
        JournalFile open = file;
        if (open != null) {
            append(
                    JournalRecord.lifecycle(
                            clock.instant(), JournalRecord.HOST, "process ended", ""),
                    "");
            end(open);
        }
    }

    /// What is wrong, as a sentence.
    String trouble(IOException e) {
        return "can't write the audit in %s: %s; extensions wait until it can be written"
                .formatted(folder.folder(), OwnFolder.reason(e));
    }
}
