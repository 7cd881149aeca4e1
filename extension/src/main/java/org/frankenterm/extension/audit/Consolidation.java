package org.frankenterm.extension.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Makes one archive of the files whose processes have ended. Here each extension's oldest records
/// make room for its newer ones, kind by kind, and never for anybody else's.
///
/// Files that were tampered with are left alone: they are evidence.
final class Consolidation {
    /// So many ended files wait for it.
    static final int MAX_FILES = 64;

    /// Or so many bytes in them.
    private static final long MAX_BYTES = 4 * JournalWriter.FILE_BYTES;

    private final JournalFolder folder;
    private final long bytesPerExtension;

    Consolidation(JournalFolder folder, long bytesPerExtension) {
        this.folder = folder;
        this.bytesPerExtension = bytesPerExtension;
    }

    /// What a merge does, in order. A process may end after any of them.
    enum Step {
        ARCHIVE_WRITTEN,
        ANNOUNCED,
        ARCHIVE_NAMED,
        SOURCES_DROPPED,
        SOURCES_DELETED
    }

    /// Whose records, and of which kind.
    private record Part(String extension, RecordKind kind) {
        static Part of(JournalLine line) {
            return new Part(line.extension().toLowerCase(Locale.ROOT), line.kind());
        }
    }

    /// Merges what there is if it is time to.
    void run() throws IOException {
        folder.locked(() -> {
            JournalHead head = begin();
            List<String> sources = sources(head);
            if (due(head, sources)) {
                merge(head, sources, Step.SOURCES_DELETED);
            }
            return head;
        });
    }

    /// Merges what there is.
    void merge() throws IOException {
        endAfter(Step.SOURCES_DELETED);
    }

    /// The same, but goes no further than a step.
    void endAfter(Step last) throws IOException {
        folder.locked(() -> {
            JournalHead head = begin();
            merge(head, sources(head), last);
            return head;
        });
    }

    private JournalHead begin() throws IOException {
        folder.sweepStaged();
        return new HeadFile(folder).current();
    }

    private static boolean due(JournalHead head, List<String> sources) {
        List<HeadEntry> fresh =
                head.files().stream()
                        .filter(file -> sources.contains(file.name()))
                        .filter(file -> !JournalFolder.isArchive(file.name()))
                        .toList();
        long bytes = fresh.stream().mapToLong(HeadEntry::bytes).sum();
        return fresh.size() >= MAX_FILES || bytes >= MAX_BYTES;
    }

    /// What has ended, in the order of the head.
    private List<String> sources(JournalHead head) throws IOException {
        List<String> sources = new ArrayList<>();
        for (HeadEntry file : head.files()) {
            if (file.closed() || !folder.live(file.name())) {
                sources.add(file.name());
            }
        }
        return sources;
    }

    private void merge(JournalHead head, List<String> candidates, Step last) throws IOException {
        List<String> sources = new ArrayList<>();
        Map<Part, Long> bytes = new HashMap<>();
        for (String name : candidates) {
            if (Files.isRegularFile(folder.file(name)) && weigh(head, name, bytes)) {
                sources.add(name);
            }
        }
        bytes.replaceAll((part, sum) -> sum - part.kind().share(bytesPerExtension));
        String archive = JournalFolder.archiveName(Instant.now());
        Path staged = folder.folder().resolve("." + archive + ".tmp");
        JournalHead planned = head.planning(write(archive, staged, new Plan(head, sources, bytes)));
        for (Step step : Step.values()) {
            if (step.compareTo(last) <= 0) {
                run(step, planned, staged);
            }
        }
    }

    private void run(Step step, JournalHead planned, Path staged) throws IOException {
        switch (step) {
            case ARCHIVE_WRITTEN -> {}
            case ANNOUNCED -> folder.write(planned);
            case ARCHIVE_NAMED -> {
                String name = Objects.requireNonNull(planned.merge()).archive().name();
                Files.move(staged, folder.file(name), StandardCopyOption.ATOMIC_MOVE);
                OwnFile.force(folder.folder());
            }
            case SOURCES_DROPPED -> folder.write(planned.merged());
            case SOURCES_DELETED -> new HeadFile(folder).current();
        }
    }

    /// What is merged.
    ///
    /// @param excess how many bytes of each part are too many
    private record Plan(JournalHead head, List<String> sources, Map<Part, Long> excess) {}

    /// Adds up what a file holds.
    ///
    /// @return false if it was tampered with; then nothing of it counts
    private boolean weigh(JournalHead head, String name, Map<Part, Long> bytes) throws IOException {
        Map<Part, Long> own = new HashMap<>();
        HeadEntry entry = head.file(name).orElseThrow();
        boolean intact =
                FileCheck.check(
                                folder,
                                entry,
                                false,
                                line -> own.merge(Part.of(line), size(line), Long::sum))
                        .intact();
        if (intact) {
            own.forEach((part, sum) -> bytes.merge(part, sum, Long::sum));
        }
        return intact;
    }

    private static long size(JournalLine line) {
        return line.text().length() + 1L;
    }

    private JournalHead.Merge write(String archive, Path staged, Plan plan) throws IOException {
        Map<Part, Long> excess = plan.excess();
        Map<String, Long> dropped = new LinkedHashMap<>();
        String path = String.valueOf(staged.getFileName());
        try (JournalFile file = JournalFile.create(folder.folder(), archive, path);
                TimeOrder lines = TimeOrder.open(folder, plan.sources())) {
            for (JournalLine line = lines.next(); line != null; line = lines.next()) {
                Part part = Part.of(line);
                long over = excess.getOrDefault(part, 0L);
                if (over > 0) {
                    excess.put(part, over - size(line));
                    dropped.merge(part.extension(), 1L, Long::sum);
                } else {
                    append(file, line);
                }
            }
            file.flush();
            file.force();
            return new JournalHead.Merge(
                    file.entry(true),
                    plan.sources(),
                    JournalHead.sum(plan.head().rotated(), dropped));
        }
    }

    private static void append(JournalFile file, JournalLine line) throws IOException {
        file.append(line);
        if (file.waiting() > JournalWriter.BUFFER_BYTES) {
            file.flush();
        }
    }
}
