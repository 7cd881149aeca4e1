package org.frankenterm.extension.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Sanitizer;

/// The audit on disk of one process: JSON Lines in a file of its own, written off the call path by
/// one thread. Any thread.
///
/// The file is made with the first record. See `docs/audit.md` for the format and what it promises.
public final class Journal implements AutoCloseable {
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int LAST_TRIES = 10;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(20);
    private static final int DETAIL_CODE_POINTS = 256;

    private final List<JournalFeed> feeds = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final Consumer<String> trouble;
    private final JournalWriter writer;
    private final JournalFeed host;
    private final Thread thread;
    private volatile boolean closing;
    private boolean failing;

    private Journal(
            JournalFolder folder,
            long bytesPerExtension,
            InstantSource clock,
            Consumer<String> trouble) {
        this.clock = clock;
        this.trouble = trouble;
        this.writer = new JournalWriter(folder, bytesPerExtension, clock, feeds);
        this.thread = new Thread(this::run, "frankenterm-audit");
        thread.setDaemon(true);
        this.host = feed("");
    }

    /// Opens the journal of this process.
    ///
    /// @param state the folder of the user's state, such as `$XDG_STATE_HOME/frankenterm`
    /// @param bytesPerExtension what the records of each may take on disk
    /// @param clock tells the time
    /// @param trouble hears, on the journal's thread, when the disk takes nothing any more
    /// @return a journal that the caller owns
    /// @throws ExtensionException if the folder can't be made, or others can look into it
    public static Journal open(
            Path state, long bytesPerExtension, InstantSource clock, Consumer<String> trouble) {
        JournalFolder folder = new JournalFolder(state);
        try {
            folder.prepare();
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't keep the audit: " + Sanitizer.line("" + e.getMessage()),
                    e);
        }
        Journal journal = new Journal(folder, bytesPerExtension, clock, trouble);
        journal.thread.start();
        return journal;
    }

    /// Where an extension hands over its records.
    ///
    /// @param version of the extension
    /// @return a feed that the caller closes
    public JournalFeed feed(String version) {
        JournalFeed feed = new JournalFeed(version, this::wake);
        feeds.add(feed);
        return feed;
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    /// Records what happened to an extension: `installed`, `grants changed` and the like. Never
    /// waits.
    ///
    /// @param extension its name, or [JournalRecord#HOST]
    /// @param what happened, a few words
    /// @param details names and sizes, no secrets; sanitised here and cut
    public void lifecycle(String extension, String what, String details) {
        host.put(
                JournalRecord.lifecycle(
                        clock.instant(),
                        extension,
                        Sanitizer.line(what, DETAIL_CODE_POINTS),
                        Sanitizer.line(details, DETAIL_CODE_POINTS)));
    }

    private void run() {
        while (!closing) {
            try {
                boolean more = writer.round();
                recovered();
                if (!more && !closing) {
                    LockSupport.parkNanos(this, IDLE_NANOS);
                }
            } catch (IOException e) {
                failed(e);
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
        finish();
    }

    private void finish() {
        for (int i = 0; i < LAST_TRIES; i++) {
            try {
                writer.finish();
                return;
            } catch (IOException e) {
                failed(e);
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
        trouble.accept("the audit of this process is incomplete: its end could not be written");
    }

    private void failed(IOException e) {
        if (!failing) {
            failing = true;
            trouble.accept(Sanitizer.line(writer.trouble(e)));
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            trouble.accept("the audit is written again");
        }
    }

    /// Writes what is left, and ends the file. Waits for the disk, 20 seconds at most. Idempotent.
    @Override
    public void close() {
        closing = true;
        wake();
        boolean interrupted = false;
        long end = System.nanoTime() + LONGEST_CLOSE.toNanos();
        while (thread.isAlive() && end - System.nanoTime() > 0) {
            try {
                thread.join(LONGEST_CLOSE);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
