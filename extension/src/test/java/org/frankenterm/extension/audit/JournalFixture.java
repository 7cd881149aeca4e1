package org.frankenterm.extension.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.frankenterm.extension.HostConfig.RecordKeeping;

/// Journals below a folder of the test's own.
final class JournalFixture {
    final Path state;
    final JournalFolder folder;
    final List<String> trouble = new CopyOnWriteArrayList<>();
    private final AtomicLong now = new AtomicLong();

    JournalFixture(Path temporary) {
        state = temporary.resolve("state").resolve("frankenterm");
        folder = new JournalFolder(state);
        try {
            Files.createDirectories(state.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A clock that goes a millisecond on each time it is asked.
    InstantSource clock() {
        return () -> Instant.parse("2026-11-22T10:00:00Z").plusMillis(now.getAndIncrement());
    }

    Journal open() {
        return open(RecordKeeping.AUDIT_BYTES);
    }

    Journal open(long bytesPerExtension) {
        return Journal.open(state, bytesPerExtension, clock(), trouble::add);
    }

    /// A journal of one process with some life cycles, closed.
    ///
    /// @return its file
    Path written(int records) throws IOException {
        List<String> details = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            details.add("number " + i);
        }
        return written(details.toArray(String[]::new));
    }

    /// The same with other details.
    Path written(String... details) throws IOException {
        List<String> before = folder.exists() ? folder.names() : List.of();
        try (Journal journal = open()) {
            for (String each : details) {
                journal.lifecycle("git", "loaded", each);
            }
        }
        List<String> after = new ArrayList<>(folder.names());
        after.removeAll(before);
        if (after.size() != 1) {
            throw new AssertionError("one new file expected: " + after);
        }
        return folder.file(after.getFirst());
    }

    List<JournalRecord> records() {
        List<JournalRecord> records = new ArrayList<>();
        new AuditFolder(state).read(_ -> true, records::add);
        return records;
    }

    /// Those of one extension.
    Stream<JournalRecord> records(String extension) {
        return records().stream().filter(record -> record.extension().equals(extension));
    }

    JournalCheck verify() {
        return new AuditFolder(state).verify();
    }

    Path head() {
        return folder.folder().resolve("head");
    }

    Path key() {
        return state.resolve("audit.key");
    }
}
