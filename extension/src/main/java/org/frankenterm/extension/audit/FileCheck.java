package org.frankenterm.extension.audit;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.frankenterm.extension.audit.AuditFinding.Severity;
import org.frankenterm.extension.text.Quantity;

/// Compares one journal file with what the head says of it. One thread, used once.
final class FileCheck {
    private final JournalCursor cursor;
    private final HeadEntry head;
    private String hash;
    private long sequence;
    private final Consumer<JournalLine> good;

    private FileCheck(JournalCursor cursor, HeadEntry head, Consumer<JournalLine> good) {
        this.cursor = cursor;
        this.head = head;
        this.good = good;
        this.hash = Digest.sha256(head.name());
    }

    /// What a file is like.
    ///
    /// @param records how many are good
    /// @param finding what is wrong with it, if anything
    record Result(long records, Optional<AuditFinding> finding) {
        boolean intact() {
            return finding.isEmpty() || finding.get().severity() != Severity.TAMPERED;
        }
    }

    /// Checks a file.
    ///
    /// @param live whether a process writes it
    /// @throws java.nio.file.NoSuchFileException if it isn't there
    static Result check(JournalFolder folder, HeadEntry head, boolean live) throws IOException {
        return check(folder, head, live, _ -> {});
    }

    /// The same.
    ///
    /// @param good takes each record that is good
    static Result check(
            JournalFolder folder, HeadEntry head, boolean live, Consumer<JournalLine> good)
            throws IOException {
        if (folder.usurped(head.name())) {
            AuditFinding usurped =
                    new AuditFinding(
                            Severity.TAMPERED,
                            head.name(),
                            1,
                            "something else than a file is in its place");
            return new Result(0, Optional.of(usurped));
        }
        try (JournalCursor cursor = JournalCursor.open(folder.file(head.name()))) {
            FileCheck check = new FileCheck(cursor, head, good);
            Optional<AuditFinding> finding = check.run(live);
            return new Result(check.sequence, finding);
        }
    }

    private Optional<AuditFinding> run(boolean live) throws IOException {
        for (String text = cursor.nextText(); text != null; text = cursor.nextText()) {
            boolean beyond = sequence >= head.sequence();
            if (beyond && head.closed()) {
                return tampered(sequence + 1, "was added after the process had closed the file");
            }
            if (beyond && !cursor.complete()) {
                return live ? end(true) : crashed("its last record is cut off");
            }
            Optional<AuditFinding> wrong = follows(text);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return end(live);
    }

    private Optional<AuditFinding> follows(String text) throws IOException {
        JournalLine line = JournalLine.read(text).orElse(null);
        if (line == null || !cursor.complete()) {
            return tampered(sequence + 1, "is not a record as it was written");
        }
        if (!line.previous().equals(hash)) {
            return broken(text);
        }
        if (line.sequence() != sequence + 1) {
            return tampered(sequence + 1, "has number " + Quantity.count(line.sequence()));
        }
        sequence++;
        hash = Digest.sha256(text);
        if (sequence == head.sequence() && !hash.equals(head.hash())) {
            return tampered(sequence, "was changed: audit/head has another digest of it");
        }
        good.accept(line);
        return Optional.empty();
    }

    /// The chain breaks between two records. The second is good if what follows it, in the file or
    /// in the head, has its digest: then it was the first that was changed, or some between them
    /// were removed.
    private Optional<AuditFinding> broken(String text) throws IOException {
        JournalLine line = JournalLine.read(text).orElseThrow();
        String digest = Digest.sha256(text);
        String next = cursor.nextText();
        boolean good =
                next == null
                        ? digest.equals(head.hash())
                        : JournalLine.read(next)
                                .map(after -> after.previous().equals(digest))
                                .orElse(false);
        if (good && line.sequence() == sequence + 1 && sequence > 0) {
            return tampered(sequence, "was changed: the next record has another digest of it");
        }
        if (good && line.sequence() > sequence + 1) {
            return tampered(
                    sequence + 1,
                    "is missing: record %s follows".formatted(Quantity.count(line.sequence())));
        }
        return tampered(sequence + 1, "doesn't follow the record before it");
    }

    private Optional<AuditFinding> end(boolean live) {
        if (sequence < head.sequence()) {
            return tampered(
                    sequence + 1,
                    "is missing: audit/head knows of %s records"
                            .formatted(Quantity.count(head.sequence())));
        }
        if (head.closed()) {
            return Optional.empty();
        }
        return live
                ? Optional.of(
                        new AuditFinding(
                                Severity.LIVE, head.name(), 0, "a process is writing this file"))
                : crashed("");
    }

    private Optional<AuditFinding> crashed(String more) {
        long after = sequence - head.sequence();
        String message =
                "its process ended without closing it"
                        + (more.isEmpty() ? "" : "; " + more)
                        + (after == 0
                                ? ""
                                : "; %s records follow the last that audit/head vouches for"
                                        .formatted(Quantity.count(after)));
        return Optional.of(new AuditFinding(Severity.CRASHED, head.name(), sequence, message));
    }

    private Optional<AuditFinding> tampered(long record, String message) {
        return Optional.of(
                new AuditFinding(
                        Severity.TAMPERED,
                        head.name(),
                        record,
                        "record %s %s".formatted(Quantity.count(record), message)));
    }
}
