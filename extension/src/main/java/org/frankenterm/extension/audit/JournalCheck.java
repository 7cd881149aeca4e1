package org.frankenterm.extension.audit;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.audit.AuditFinding.Severity;

/// Whether the journal is as it was written.
///
/// @param files how many there are
/// @param records how many of theirs are good, in each file up to the first that isn't
/// @param findings what was found, file by file
public record JournalCheck(int files, long records, List<AuditFinding> findings) {
    /// Copies the findings.
    public JournalCheck {
        findings = List.copyOf(findings);
    }

    /// Whether somebody changed, removed or added something.
    ///
    /// @return true if a finding says so
    public boolean tampered() {
        return findings.stream().anyMatch(found -> found.severity() == Severity.TAMPERED);
    }

    private record Snapshot(JournalFolder.Reading reading, List<String> names) {}

    /// Checks all files. Waits for nobody: the head is read under its lock, the files after that.
    static JournalCheck of(JournalFolder folder) throws IOException {
        if (!folder.exists()) {
            return headless(0, folder.headless());
        }
        folder.check();
        Snapshot snapshot = folder.locked(() -> new Snapshot(folder.read(), folder.names()));
        Optional<JournalHead> head = snapshot.reading().head();
        if (head.isEmpty()) {
            return headless(snapshot.names().size(), snapshot.reading().problem());
        }
        return new Run(folder, HeadFile.settled(folder, head.get())).check(snapshot.names());
    }

    private static JournalCheck headless(int files, String problem) {
        return new JournalCheck(
                files,
                0,
                problem.isEmpty()
                        ? List.of()
                        : List.of(new AuditFinding(Severity.TAMPERED, "head", 0, problem)));
    }

    /// One check under way.
    private static final class Run {
        private final JournalFolder folder;
        private final JournalHead head;
        private final List<AuditFinding> findings = new ArrayList<>();
        private long records;

        Run(JournalFolder folder, JournalHead head) {
            this.folder = folder;
            this.head = head;
        }

        JournalCheck check(List<String> names) throws IOException {
            for (String why : head.distrusted()) {
                findings.add(new AuditFinding(Severity.TAMPERED, "head", 0, why));
            }
            for (HeadEntry entry : head.files()) {
                check(entry);
            }
            if (head.distrusted().isEmpty()) {
                names.stream().filter(this::unknown).forEach(this::foreign);
            }
            return new JournalCheck(names.size(), records, findings);
        }

        private boolean unknown(String name) {
            return head.file(name).isEmpty() && !head.removed().contains(name);
        }

        private void foreign(String name) {
            findings.add(
                    new AuditFinding(
                            Severity.TAMPERED,
                            name,
                            0,
                            "audit/head doesn't know this file: it was put here, or audit/head is an older one"));
        }

        private void check(HeadEntry entry) throws IOException {
            try {
                FileCheck.Result result = FileCheck.check(folder, entry, folder.live(entry.name()));
                records += result.records();
                result.finding().ifPresent(findings::add);
            } catch (NoSuchFileException gone) {
                missing(entry);
            }
        }

        private void missing(HeadEntry entry) throws IOException {
            boolean merged =
                    folder.locked(folder::read)
                            .head()
                            .map(now -> now.file(entry.name()).isEmpty())
                            .orElse(false);
            if (!merged && entry.sequence() > 0) {
                findings.add(
                        new AuditFinding(
                                Severity.TAMPERED,
                                entry.name(),
                                1,
                                "the file is missing; audit/head knows of %d records in it"
                                        .formatted(entry.sequence())));
            }
        }
    }
}
