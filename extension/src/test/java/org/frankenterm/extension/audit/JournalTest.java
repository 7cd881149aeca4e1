package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.audit.AuditFinding.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class JournalTest {
    private static final List<AuditedFunction> FUNCTIONS =
            List.of(
                    new AuditedFunction("ft_http_request", true, (_, _, text) -> text),
                    new AuditedFunction("ft_log", false, (_, bytes, _) -> bytes + " bytes"),
                    new AuditedFunction("ft_get_env", false, (_, _, text) -> text));

    private static final int HTTP = 0;
    private static final int LOG = 1;
    private static final int ENVIRONMENT = 2;

    @TempDir private Path temporary;
    private JournalFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new JournalFixture(temporary);
    }

    private AuditTrail trail(Journal journal, String extension) {
        return new AuditTrail(
                extension, "1.2.3", FUNCTIONS, fixture.clock(), journal.feed("1.2.3"));
    }

    private static CallRecord call(int function, String text) {
        CallRecord call = new CallRecord();
        call.beginGuestCall(7, "config.reload");
        call.begin(function, System.nanoTime());
        call.note(text.getBytes(StandardCharsets.UTF_8));
        call.duration(1500);
        return call;
    }

    private static CallRecord denied(int function, String text) {
        CallRecord call = call(function, text);
        call.fail(AuditOutcome.DENIED, "not granted");
        return call;
    }

    /// As the guest's thread does: no more before the disk has caught up.
    private static void append(AuditTrail trail, CallRecord call) {
        trail.append(call);
        while (trail.crowded()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void journal_nothingHappened_noFile() throws IOException {
        fixture.open().close();

        assertThat(fixture.folder.names()).isEmpty();
        assertThat(fixture.verify()).isEqualTo(new JournalCheck(0, 0, List.of()));
    }

    @Test
    void records_ofEachKind_readBackWhole() {
        try (Journal journal = fixture.open()) {
            AuditTrail trail = trail(journal, "git");
            trail.beginCall();
            append(trail, call(HTTP, "GET https://example.org"));
            append(trail, call(LOG, ""));
            append(trail, call(LOG, ""));
            append(trail, denied(ENVIRONMENT, "TOKEN"));
            trail.endCall();
            trail.close();
        }

        List<JournalRecord> records = fixture.records("git").toList();
        assertThat(records)
                .extracting(JournalRecord::kind)
                .containsExactly(RecordKind.CALL, RecordKind.DENIED, RecordKind.ROUTINE);
        JournalRecord request = records.getFirst();
        assertThat(request.function()).isEqualTo("ft_http_request");
        assertThat(request.arguments()).isEqualTo("GET https://example.org");
        assertThat(request.call()).isEqualTo(7);
        assertThat(request.event()).isEqualTo("config.reload");
        assertThat(request.version()).isEqualTo("1.2.3");
        assertThat(request.duration()).isEqualTo(Duration.ofNanos(1500));
        assertThat(records.get(1).reason()).isEqualTo("not granted");
        assertThat(records.get(2).arguments()).isEqualTo("ft_log 2× (0 bytes)");
        assertThat(records.get(2).folded()).isEqualTo(2);
    }

    @Test
    void file_ofAProcess_namesItFirstAndSaysWhenItEnds() throws IOException {
        Path file = fixture.written(1);

        assertThat(String.valueOf(file.getFileName()))
                .matches(
                        "20261122T1000\\d\\dZ-%d-[0-9a-f]{8}\\.jsonl"
                                .formatted(ProcessHandle.current().pid()));
        assertThat(fixture.records("host"))
                .extracting(JournalRecord::function)
                .containsExactly("process began", "process ended");
        assertThat(Files.readString(file)).matches("[ -~\n]*");
    }

    @Test
    void files_all_forTheUserOnly() throws IOException {
        Path file = fixture.written(1);

        for (Path each : List.of(file, fixture.head(), fixture.key())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(fixture.folder.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void folder_openToOthersOrALink_refused() throws IOException {
        fixture.written(1);
        Path folder = fixture.folder.folder();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertRefused("open to others");

        Path elsewhere = fixture.state.resolve("elsewhere");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.move(folder, elsewhere);
        Files.createSymbolicLink(folder, elsewhere);
        assertRefused("is a link");
    }

    private void assertRefused(String why) {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(fixture::open)
                .withMessageContaining("can't keep the audit")
                .withMessageContaining(why);
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(fixture::verify)
                .withMessageContaining(why);
    }

    @Test
    void hostileText_everything_printableAscii() throws IOException {
        try (Journal journal = fixture.open()) {
            journal.lifecycle("git", "failed", "\u001b[2J\n\"}{\u202e\ud800 é");
        }

        Path file = fixture.folder.file(fixture.folder.names().getFirst());
        assertThat(Files.readString(file)).matches("[ -~\n]*");
        assertThat(fixture.records("git").findFirst().orElseThrow().arguments())
                .isEqualTo("\\u{1b}[2J\\u{a}\"}{\\u{202e}\\u{d800} é");
        assertThat(fixture.verify().findings()).isEmpty();
    }

    /// Blinding by cheap calls: one request among a million log lines.
    @Test
    void flood_millionCheapCalls_foldedAroundTheImportantOne() {
        try (Journal journal = fixture.open()) {
            AuditTrail trail = trail(journal, "git");
            trail.beginCall();
            CallRecord log = call(LOG, "");
            for (int i = 0; i < 500_000; i++) {
                append(trail, log);
            }
            append(trail, call(HTTP, "GET https://example.org"));
            CallRecord more = call(LOG, "");
            for (int i = 0; i < 500_000; i++) {
                append(trail, more);
            }
            trail.endCall();
            trail.close();
        }

        List<JournalRecord> records = fixture.records("git").toList();
        assertThat(records)
                .extracting(JournalRecord::function)
                .containsExactly("ft_http_request", "ft_log");
        assertThat(records.getLast().folded()).isEqualTo(1_000_000);
    }

    /// Many short calls, as timers make them, leave as few records as one long one.
    @Test
    void flood_millionCalls_countedTogether() {
        try (Journal journal = fixture.open()) {
            AuditTrail trail = trail(journal, "git");
            CallRecord log = call(LOG, "");
            for (int i = 0; i < 1_000_000; i++) {
                trail.beginCall();
                append(trail, log);
                trail.endCall();
            }
            trail.close();
        }

        List<JournalRecord> records = fixture.records("git").toList();
        assertThat(records).hasSizeLessThan(120);
        assertThat(records.stream().mapToLong(JournalRecord::folded).sum()).isEqualTo(1_000_000);
    }

    @Test
    void flood_equalDenials_oneAndACount() {
        try (Journal journal = fixture.open()) {
            AuditTrail trail = trail(journal, "git");
            CallRecord denial = denied(ENVIRONMENT, "TOKEN");
            for (int i = 0; i < 100_000; i++) {
                append(trail, denial);
            }
            append(trail, denied(ENVIRONMENT, "OTHER"));
            trail.close();
        }

        List<JournalRecord> records = fixture.records("git").toList();
        assertThat(records).hasSizeLessThan(120);
        assertThat(records.stream().mapToLong(JournalRecord::folded).sum()).isEqualTo(100_001);
        assertThat(records.getLast().arguments()).isEqualTo("OTHER");
    }

    /// Blinding by denials: a million different ones push out neither the extension's own request,
    /// nor anything of another's; the journal stays as large as it may be, and says what is gone.
    @Test
    void flood_millionDistinctDenials_costsOnlyOlderDenials() throws IOException {
        long room = 1 << 20;
        int flood = 1_000_000;
        InstantSource clock = InstantSource.system();
        try (Journal journal = Journal.open(fixture.state, room, clock, fixture.trouble::add)) {
            journal.lifecycle("quiet", "grants changed", "environment=HOME");
            AuditTrail trail =
                    new AuditTrail("noisy", "1.2.3", FUNCTIONS, clock, journal.feed("1.2.3"));
            append(trail, call(HTTP, "GET https://example.org"));
            for (int i = 0; i < flood; i++) {
                append(trail, denied(ENVIRONMENT, "N" + i));
            }
            trail.close();
        }
        new Consolidation(fixture.folder, room).merge();

        List<JournalRecord> noisy = fixture.records("noisy").toList();
        assertThat(noisy.getFirst().function()).isEqualTo("ft_http_request");
        assertThat(noisy.getLast().arguments()).isEqualTo("N" + (flood - 1));
        assertThat(fixture.records("quiet")).hasSize(1);
        JournalHead head = fixture.folder.locked(fixture.folder::read).head().orElseThrow();
        assertThat(head.rotated()).containsOnlyKeys("noisy");
        assertThat(noisy.size() - 1 + head.rotated().getOrDefault("noisy", 0L)).isEqualTo(flood);
        assertThat(head.files().stream().mapToLong(HeadEntry::bytes).sum()).isLessThan(2 * room);
        assertThat(fixture.verify().findings()).isEmpty();
    }

    @Test
    void processes_several_eachItsFileAndAllInTimeOrder() throws IOException {
        try (Journal one = fixture.open();
                Journal other = fixture.open()) {
            for (int i = 0; i < 50; i++) {
                one.lifecycle("one", "loaded", "" + i);
                other.lifecycle("other", "loaded", "" + i);
            }
        }

        assertThat(fixture.folder.names()).hasSize(2);
        assertThat(fixture.records())
                .hasSize(104)
                .isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
        assertThat(fixture.verify().findings()).isEmpty();
    }

    @Test
    void processes_many_becomeOneArchiveWithAllTheyWrote() throws IOException {
        int processes = Consolidation.MAX_FILES + 5;
        for (int i = 0; i < processes; i++) {
            try (Journal journal = fixture.open()) {
                journal.lifecycle("git", "loaded", "" + i);
            }
        }

        assertThat(fixture.folder.names()).hasSizeLessThan(Consolidation.MAX_FILES);
        assertThat(fixture.folder.names()).anyMatch(JournalFolder::isArchive);
        assertThat(fixture.records("git").map(JournalRecord::arguments).map(Long::parseLong))
                .containsExactlyElementsOf(LongStream.range(0, processes).boxed().toList());
        assertThat(fixture.verify().findings()).isEmpty();
    }

    @Test
    void consolidation_tamperedFile_leftAlone() throws IOException {
        Path bad = fixture.written(2);
        Files.writeString(bad, Files.readString(bad).replace("number 1", "number 9"));
        fixture.written(2);
        new Consolidation(fixture.folder, 1 << 20).merge();

        assertThat(bad).exists();
        assertThat(fixture.verify().findings())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.TAMPERED);
                    assertThat(found.sequence()).isEqualTo(3);
                });
    }

    /// A kill between any two steps of a merge: either the old files count or the archive, never
    /// both and never neither.
    @Test
    void consolidation_endedAnywhere_nothingLostOrTwice() throws IOException {
        fixture.written(3);
        fixture.written(3);
        List<JournalRecord> before = fixture.records();
        Consolidation consolidation = new Consolidation(fixture.folder, 1 << 20);
        for (Consolidation.Step step : Consolidation.Step.values()) {
            consolidation.endAfter(step);

            assertThat(fixture.verify().tampered()).as("%s", step).isFalse();
            assertThat(fixture.records()).as("%s", step).containsExactlyElementsOf(before);
        }
        assertThat(fixture.folder.names()).hasSize(1);
    }

    /// A disk that takes nothing: here, because the folder is gone. Nothing is lost meanwhile.
    @Test
    void disk_takesNothingForAWhile_allIsWrittenAfterwards() throws IOException {
        try (Journal journal = fixture.open()) {
            Path away = fixture.state.resolve("away");
            Files.move(fixture.folder.folder(), away);
            AuditTrail trail = trail(journal, "git");
            for (int i = 0; !trail.crowded(); i++) {
                trail.append(denied(ENVIRONMENT, "N" + i));
            }
            while (fixture.trouble.isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(trail.crowded()).isTrue();
            Files.move(away, fixture.folder.folder());
            while (trail.crowded()) {
                Thread.onSpinWait();
            }
            trail.close();
        }

        assertThat(fixture.trouble.getFirst()).contains("can't write the audit");
        assertThat(fixture.trouble).contains("the audit is written again");
        assertThat(fixture.records("git")).hasSize(JournalFeed.CAPACITY + 1);
    }

    @Test
    void verify_whileAProcessWrites_saysSo() {
        try (Journal journal = fixture.open()) {
            journal.lifecycle("git", "loaded", "");
            while (fixture.records().size() < 2) {
                Thread.onSpinWait();
            }

            assertThat(fixture.verify().findings())
                    .singleElement()
                    .extracting(AuditFinding::severity)
                    .isEqualTo(Severity.LIVE);
        }
    }
}
