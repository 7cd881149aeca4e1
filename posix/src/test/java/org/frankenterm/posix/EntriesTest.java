package org.frankenterm.posix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.posix.Answers.bytes;
import static org.frankenterm.posix.Answers.error;
import static org.frankenterm.posix.Answers.folder;
import static org.frankenterm.posix.Answers.ok;
import static org.frankenterm.posix.Answers.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntriesTest {
    @TempDir Path temporary;

    private static List<Entries.Entry> rest(Entries entries) {
        List<Entries.Entry> found = new ArrayList<>();
        Optional<Entries.Entry> next = ok(entries.next());
        while (next.isPresent()) {
            found.add(next.get());
            next = ok(entries.next());
        }
        return found;
    }

    private static List<String> names(List<Entries.Entry> entries) {
        return entries.stream().map(entry -> new String(entry.name(), ISO_8859_1)).toList();
    }

    @Test
    void next_emptyFolder_onlyTheDots() {
        try (Fd fd = open(temporary, OpenHow.read())) {
            Entries entries = new Entries(fd);

            assertThat(names(rest(entries))).containsExactlyInAnyOrder(".", "..");
            assertThat(ok(entries.next())).isEmpty();
        }
    }

    @Test
    void next_eachType_withItsInode() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        Files.createDirectory(temporary.resolve("folder"));
        Files.createSymbolicLink(temporary.resolve("link"), Path.of("nowhere"));
        try (Fd fd = open(temporary, OpenHow.read())) {
            for (Entries.Entry entry : rest(new Entries(fd))) {
                switch (new String(entry.name(), ISO_8859_1)) {
                    case "file" -> {
                        assertThat(entry.type()).isEqualTo(FileType.REGULAR);
                        assertThat(entry.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
                    }
                    case "link" -> assertThat(entry.type()).isEqualTo(FileType.SYMBOLIC_LINK);
                    case "folder", ".", ".." ->
                            assertThat(entry.type()).isEqualTo(FileType.DIRECTORY);
                    default -> throw new AssertionError("nothing else was made");
                }
            }
        }
    }

    @Test
    void next_manyEntries_eachOnce() throws IOException {
        List<String> made = new ArrayList<>(List.of(".", ".."));
        for (int i = 0; i < 3000; i++) {
            String name = "a-name-long-enough-to-fill-some-buffers-" + i;
            Files.createFile(temporary.resolve(name));
            made.add(name);
        }
        try (Fd fd = open(temporary, OpenHow.read())) {
            assertThat(names(rest(new Entries(fd)))).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void seek_cookie_goesOnBehindIt() throws IOException {
        for (int i = 0; i < 2000; i++) {
            Files.createFile(temporary.resolve("entry-of-a-folder-that-is-read-in-parts-" + i));
        }
        try (Fd fd = open(temporary, OpenHow.read())) {
            Entries entries = new Entries(fd);
            List<Entries.Entry> all = rest(entries);
            for (int at : new int[] {0, 1, 700, 1500, 2001}) {
                assertThat(entries.seek(all.get(at).cookie())).isZero();
                assertThat(names(rest(entries))).isEqualTo(names(all.subList(at + 1, all.size())));
            }
        }
    }

    @Test
    void rewind_afterAChange_showsIt() throws IOException {
        try (Fd fd = open(temporary, OpenHow.read())) {
            Entries entries = new Entries(fd);
            assertThat(rest(entries)).hasSize(2);
            Files.createFile(temporary.resolve("new"));

            assertThat(entries.rewind()).isZero();
            assertThat(names(rest(entries))).containsExactlyInAnyOrder(".", "..", "new");
        }
    }

    @Test
    void next_namesOfAnyBytes_asTheyAre() {
        byte[] odd = {(byte) 0xff, (byte) 0x80, '\n', ' '};
        byte[] longest = bytes("n".repeat(255));
        try (Fd place = folder(temporary);
                Fd fd = open(temporary, OpenHow.read())) {
            Names names = new Names(place);
            assertThat(names.makeDirectory(odd)).isZero();
            assertThat(names.makeDirectory(longest)).isZero();

            assertThat(rest(new Entries(fd)).stream().map(Entries.Entry::name))
                    .contains(odd, longest);
            assertThat(names.removeDirectory(odd)).isZero();
        }
    }

    @Test
    void next_noFolder_why() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        Path gone = Files.createDirectory(temporary.resolve("gone"));
        try (Fd fd = open(file, OpenHow.read());
                Fd place = folder(temporary);
                Fd removed = open(gone, OpenHow.read())) {
            Files.delete(gone);

            assertThat(error(new Entries(fd).next())).isEqualTo(ErrorNumber.NOTDIR);
            assertThat(error(new Entries(place).next())).isEqualTo(ErrorNumber.BADF);
            assertThat(error(new Entries(removed).next())).isEqualTo(ErrorNumber.NOENT);
        }
    }

    @Test
    void seek_noCookie_inval() {
        try (Fd fd = open(temporary, OpenHow.read())) {
            assertThat(new Entries(fd).seek(-1)).isEqualTo((int) ErrorNumber.INVAL.negated());
        }
    }
}
