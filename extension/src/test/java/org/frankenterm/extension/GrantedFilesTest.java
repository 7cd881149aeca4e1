package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a guest can do with files that were granted, through the eyes of its C library.
class GrantedFilesTest {
    private static final CallOutcome DONE = new Completed();
    private static final CallOutcome NOENT = new Failed(LibcGuest.NOENT);
    private static final CallOutcome PERM = new Failed(LibcGuest.PERM);
    private static final CallOutcome ROFS = new Failed(LibcGuest.ROFS);

    @TempDir private Path folder;
    private Path home;
    private Path notes;

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectory(folder.resolve("home")).toRealPath();
        notes = Files.createDirectory(home.resolve("notes"));
        Files.writeString(notes.resolve("a.txt"), "first note");
        Files.writeString(notes.resolve("b.txt"), "second note");
    }

    private HostFixture host() {
        return HostFixture.ofUser(folder, home);
    }

    /// Runs a guest under its permissions, all granted by name.
    private CallOutcome outcome(String wat, String... permissions) throws Exception {
        try (HostFixture fixture = host()) {
            load(fixture, wat, permissions);
            return fixture.outcome();
        }
    }

    private static Extension load(HostFixture fixture, String wat, String... permissions) {
        List<String> lines =
                List.of(
                        line("filesystem_read", permissions),
                        line("filesystem_write", permissions));
        return fixture.load("guest", wat, lines, permissions);
    }

    private static String line(String key, String... permissions) {
        List<String> values =
                List.of(permissions).stream()
                        .filter(permission -> permission.startsWith(key + "="))
                        .map(permission -> '"' + permission.substring(key.length() + 1) + '"')
                        .toList();
        return key + " = [" + String.join(", ", values) + "]";
    }

    private static String read(Object path) {
        return "filesystem_read=" + path;
    }

    private static String write(Object path) {
        return "filesystem_write=" + path;
    }

    private Path note() {
        return notes.resolve("a.txt");
    }

    @Test
    void read_folderBeneathHome_byItsRealPath() throws Exception {
        try (HostFixture fixture = host()) {
            Extension guest = load(fixture, LibcGuest.reads(note()), read("~/notes"));
            assertThat(guest.notices()).isEmpty();
            assertThat(fixture.outcome()).isEqualTo(DONE);
            assertThat(fixture.logOf("guest")).contains("first note");
        }
    }

    @Test
    void read_nothingGranted_nothingThere() throws Exception {
        assertThat(outcome(LibcGuest.reads(note()))).isEqualTo(NOENT);
    }

    @Test
    void write_folderGrantedForWriting_written() throws Exception {
        Path made = notes.resolve("new.txt");
        assertThat(outcome(LibcGuest.writes(made), write("~/notes"))).isEqualTo(DONE);
        assertThat(made).hasContent(LibcGuest.SAID);
    }

    @Test
    void write_folderGrantedForReading_deniedWithTheLineToChange() throws Exception {
        try (HostFixture fixture = host()) {
            Extension guest = load(fixture, LibcGuest.writes(note()), read("~/notes"));
            HandlerReport report = fixture.fireOne();
            assertThat(report.outcome()).isEqualTo(ROFS);
            assertThat(report.deniedCalls()).isEqualTo(1);
            AuditEntry denied = guest.deniedCalls(10).getFirst();
            assertThat(denied.function()).isEqualTo("path_open");
            assertThat(denied.arguments()).contains("a.txt");
            assertThat(denied.reason())
                    .contains("is not requested")
                    .contains("to filesystem_write under [permissions]");
        }
        assertThat(note()).hasContent("first note");
    }

    @Test
    void read_beneathAFolderButOutThroughALink_denied() throws Exception {
        Files.writeString(home.resolve("secret"), "secret");
        Path link = Files.createSymbolicLink(notes.resolve("link"), home.resolve("secret"));
        try (HostFixture fixture = host()) {
            Extension guest = load(fixture, LibcGuest.reads(link), read("~/notes"));
            assertThat(fixture.outcome()).isEqualTo(PERM);
            assertThat(guest.deniedCalls(10).getFirst().reason())
                    .contains("leads out of what was granted");
        }
    }

    @Test
    void audit_fileRead_pathBytesAndDurationButNoContent() throws Exception {
        try (HostFixture fixture = host()) {
            Extension guest = load(fixture, LibcGuest.reads(note()), read("~/notes"));
            fixture.fire();
            List<AuditEntry> calls = guest.recentCalls(100);
            AuditEntry read =
                    calls.stream().filter(c -> c.function().equals("fd_read")).findAny().get();
            assertThat(read.arguments()).contains("a.txt").endsWith("10 bytes");
            assertThat(read.duration()).isNotNull();
            assertThat(read.outcome()).isEqualTo(AuditOutcome.OK);
            assertThat(calls.toString()).doesNotContain("first note");
        }
    }

    @Test
    void audit_rename_bothPaths() throws Exception {
        try (HostFixture fixture = host()) {
            Extension guest =
                    load(
                            fixture,
                            LibcGuest.renames(note(), notes.resolve("c.txt")),
                            write("~/notes"));
            assertThat(fixture.outcome()).isEqualTo(DONE);
            assertThat(guest.recentCalls(1).getFirst().arguments()).contains(" -> ");
        }
        assertThat(notes.resolve("c.txt")).hasContent("first note");
    }

    @Test
    void load_pathThatDoesNotExist_waitsAndTakesEffectLater() throws Exception {
        Path later = home.resolve("later");
        try (HostFixture fixture = host()) {
            Extension guest = load(fixture, LibcGuest.reads(later.resolve("x")), read("~/later"));
            assertThat(guest.notices())
                    .singleElement()
                    .asString()
                    .contains("there is nothing yet")
                    .contains("~/later");
            Files.createDirectory(later);
            Files.writeString(later.resolve("x"), "by now");
            assertThat(fixture.outcome()).isEqualTo(NOENT);
        }
        assertThat(outcome(LibcGuest.reads(later.resolve("x")), read("~/later"))).isEqualTo(DONE);
    }

    @Test
    void load_link_foundUnderBothNamesAndSaid() throws Exception {
        Path link = Files.createSymbolicLink(home.resolve("link"), notes);
        try (HostFixture fixture = host()) {
            Extension guest = load(fixture, LibcGuest.reads(note()), read("~/link"));
            assertThat(guest.notices())
                    .containsExactly("granted: read files in ~/link, which is \"" + notes + "\"");
            assertThat(fixture.outcome()).isEqualTo(DONE);
        }
        assertThat(outcome(LibcGuest.reads(link.resolve("a.txt")), read("~/link"))).isEqualTo(DONE);
    }

    @Test
    void folder_grantedForBoth_writable() throws Exception {
        assertThat(outcome(LibcGuest.writes(note()), read("~/notes"), write("~/notes")))
                .isEqualTo(DONE);
    }

    @Test
    void folder_readInsideWritten_eachItself() throws Exception {
        Path inner = Files.createDirectory(notes.resolve("inner"));
        String[] grants = {write("~/notes"), read("~/notes/inner")};
        assertThat(outcome(LibcGuest.writes(note()), grants)).isEqualTo(DONE);
        assertThat(outcome(LibcGuest.writes(inner.resolve("x")), grants)).isEqualTo(ROFS);
    }

    @Test
    void folder_writtenInsideRead_eachItself() throws Exception {
        Path inner = Files.createDirectory(notes.resolve("inner"));
        String[] grants = {read("~/notes"), write("~/notes/inner")};
        assertThat(outcome(LibcGuest.writes(note()), grants)).isEqualTo(ROFS);
        assertThat(outcome(LibcGuest.writes(inner.resolve("x")), grants)).isEqualTo(DONE);
    }

    @Test
    void file_granted_readAndNothingElseOfItsFolder() throws Exception {
        String grant = read("~/notes/a.txt");
        assertThat(outcome(LibcGuest.reads(note()), grant)).isEqualTo(DONE);
        assertThat(outcome(LibcGuest.reads(notes.resolve("b.txt")), grant)).isEqualTo(NOENT);
        assertThat(outcome(LibcGuest.reads(notes.resolve("none")), grant)).isEqualTo(NOENT);
        assertThat(outcome(LibcGuest.writes(note()), grant)).isEqualTo(ROFS);
    }

    @Test
    void file_replacedAsEditorsDo_stillGranted() throws Exception {
        try (HostFixture fixture = host()) {
            load(fixture, LibcGuest.reads(note()), read("~/notes/a.txt"));
            assertThat(fixture.outcome()).isEqualTo(DONE);
            Path draft = Files.writeString(notes.resolve(".a.txt.swp"), "edited");
            Files.move(draft, note(), StandardCopyOption.REPLACE_EXISTING);
            assertThat(fixture.outcome()).isEqualTo(DONE);
            assertThat(fixture.logOf("guest")).contains("edited");
        }
    }

    @Test
    void file_deleted_madeAgainUnderExactlyItsNameByWhoMayWrite() throws Exception {
        try (HostFixture fixture = host()) {
            load(fixture, LibcGuest.writes(note()), write("~/notes/a.txt"));
            Files.delete(note());
            assertThat(fixture.outcome()).isEqualTo(DONE);
        }
        assertThat(note()).hasContent(LibcGuest.SAID);
        assertThat(outcome(LibcGuest.writes(notes.resolve("c.txt")), write("~/notes/a.txt")))
                .isEqualTo(NOENT);
    }

    @Test
    void file_granted_folderNotChangedThroughIt() throws Exception {
        String grant = write("~/notes/a.txt");
        Path other = notes.resolve("other");
        for (String wat :
                List.of(
                        LibcGuest.calls("mkdir", other),
                        LibcGuest.calls("rmdir", other),
                        LibcGuest.calls("unlink", note()),
                        LibcGuest.symlinks(other),
                        LibcGuest.renames(note(), other),
                        LibcGuest.links(note(), other))) {
            assertThat(outcome(wat, grant)).as(wat).isEqualTo(PERM);
        }
        assertThat(other).doesNotExist();
        assertThat(note()).hasContent("first note");
    }

    @Test
    void files_twoOfOneFolder_bothListedAndNothingElse() throws Exception {
        Files.writeString(notes.resolve("c.txt"), "third");
        try (HostFixture fixture = host()) {
            load(fixture, LibcGuest.lists(notes), read("~/notes/a.txt"), write("~/notes/b.txt"));
            assertThat(fixture.outcome()).isEqualTo(DONE);
            assertThat(fixture.logOf("guest")).containsExactly(".", "..", "a.txt", "b.txt");
        }
    }

    @Test
    void file_writtenBesideAFolderRead_othersStillRead() throws Exception {
        String[] grants = {read("~/notes"), write("~/notes/a.txt")};
        assertThat(outcome(LibcGuest.writes(note()), grants)).isEqualTo(DONE);
        assertThat(outcome(LibcGuest.reads(notes.resolve("b.txt")), grants)).isEqualTo(DONE);
        assertThat(outcome(LibcGuest.writes(notes.resolve("b.txt")), grants)).isEqualTo(ROFS);
    }

    @Test
    void file_inAFolderThatServesIt_hidesNothing() throws Exception {
        Path inner = Files.createDirectory(notes.resolve("inner"));
        Files.writeString(inner.resolve("x"), "x");
        String[] grants = {write("~/notes"), read("~/notes/inner/x")};
        assertThat(outcome(LibcGuest.writes(inner.resolve("y")), grants)).isEqualTo(DONE);
        assertThat(outcome(LibcGuest.writes(inner.resolve("x")), grants)).isEqualTo(DONE);
    }

    @Test
    void file_thatIsALink_foundUnderBothNamesBesideOthers() throws Exception {
        Path link = Files.createSymbolicLink(home.resolve("rc"), note());
        Path plain = Files.writeString(home.resolve("plain"), "plain");
        String[] grants = {write("~/rc"), read("~/plain")};
        assertThat(outcome(LibcGuest.reads(plain), grants)).isEqualTo(DONE);
        assertThat(outcome(LibcGuest.reads(note()), grants)).isEqualTo(DONE);
        assertThat(outcome(LibcGuest.writes(link), grants)).isEqualTo(DONE);
        assertThat(note()).hasContent(LibcGuest.SAID);
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }
}
