package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.BUFFER;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostDirectoryTest {
    @TempDir private Path folder;

    @BeforeEach
    void makeTree() throws Exception {
        Files.writeString(folder.resolve("file"), "content");
        Files.writeString(folder.resolve("other"), "other");
        Files.createDirectory(folder.resolve("empty"));
        Files.createDirectories(folder.resolve("full/inner"));
        link("link", "file");
        link("folderlink", "full");
        link("dangling", "nothing");
        link("looping", "looping");
    }

    private void link(String name, String target) throws Exception {
        Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    private void run(Guest.Body body) throws Exception {
        for (Resolution resolution : Resolution.values()) {
            Guest.run(() -> Granted.context(Granted.writable(folder, resolution)).build(), body);
        }
    }

    private Errno once(Call call) throws Exception {
        Errno[] answer = new Errno[1];
        Guest.run(
                () -> Granted.context(Granted.writable(folder)).build(),
                guest -> answer[0] = call.make(new GuestFiles(guest)));
        return answer[0];
    }

    @FunctionalInterface
    private interface Call {
        Errno make(GuestFiles files) throws Exception;
    }

    @ParameterizedTest
    @CsvSource({
        "new, SUCCESS",
        "new/, SUCCESS",
        "new//, SUCCESS",
        "full/new, SUCCESS",
        "folderlink/new, SUCCESS",
        "full/../new, SUCCESS",
        "empty, EXIST",
        "empty/, EXIST",
        "file, EXIST",
        "file/, EXIST",
        "link, EXIST",
        "dangling, EXIST",
        "dangling/, EXIST",
        "., EXIST",
        "full/., EXIST",
        "full/.., EXIST",
        "missing/new, NOENT",
        "file/new, NOTDIR",
        "looping/new, LOOP",
        "dangling/new, NOENT"
    })
    void makeDirectory_path_answers(String path, Errno expected) throws Exception {
        assertThat(once(files -> files.makeDirectory(At.root(path)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "empty, SUCCESS", "empty/, SUCCESS", "full/../empty, SUCCESS", "full, NOTEMPTY",
                "file, NOTDIR",
        "file/, NOTDIR", "folderlink, NOTDIR", "folderlink/, NOTDIR", "missing, NOENT",
                "missing/, NOENT",
        "., INVAL", "full/., INVAL", "full/.., INVAL", "full/inner/.., INVAL"
    })
    void removeDirectory_path_answers(String path, Errno expected) throws Exception {
        assertThat(once(files -> files.removeDirectory(At.root(path)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "file, SUCCESS", "link, SUCCESS", "dangling, SUCCESS", "looping, SUCCESS",
                "folderlink, SUCCESS",
        "file/, NOTDIR", "link/, NOTDIR", "folderlink/, NOTDIR", "missing, NOENT",
                "missing/, NOENT",
        "empty, ISDIR", "empty/, ISDIR", "., ISDIR", "full/.., ISDIR", "file/x, NOTDIR"
    })
    void unlink_path_answersAndFollowsNothing(String path, Errno expected) throws Exception {
        assertThat(once(files -> files.unlink(At.root(path)))).isEqualTo(expected);
        boolean gone = path.equals("file") && expected == Errno.SUCCESS;
        assertThat(Files.exists(folder.resolve("file"))).isNotEqualTo(gone);
        assertThat(folder.resolve("full/inner")).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "file, new, SUCCESS",
        "file, other, SUCCESS",
        "file, file, SUCCESS",
        "file, link, SUCCESS",
        "file, empty, ISDIR",
        "file, full, ISDIR",
        "file, new/, NOTDIR",
        "file/, new, NOTDIR",
        "missing, new, NOENT",
        "missing, new/, NOENT",
        "missing/, new, NOENT",
        "empty, new, SUCCESS",
        "empty, new/, SUCCESS",
        "empty/, new/, SUCCESS",
        "full, empty, SUCCESS",
        "full, empty/, SUCCESS",
        "empty, full, NOTEMPTY",
        "empty, file, NOTDIR",
        "empty, file/, NOTDIR",
        "full, full/inner/new, INVAL",
        "full/inner, full, NOTEMPTY",
        "folderlink, new, SUCCESS",
        "folderlink/, new, NOTDIR",
        "dangling, new, SUCCESS",
        "., new, BUSY",
        "full/.., new, BUSY",
        "file, ., BUSY",
        "file, full/.., BUSY",
        "file, missing/new, NOENT",
        "file, file/new, NOTDIR",
        "file, folderlink/new, SUCCESS"
    })
    void rename_paths_answer(String from, String to, Errno expected) throws Exception {
        Object moved =
                Files.exists(folder.resolve(from), LinkOption.NOFOLLOW_LINKS)
                        ? HostileTree.inode(folder.resolve(from))
                        : "nothing";

        assertThat(once(files -> files.rename(At.root(from), At.root(to)))).isEqualTo(expected);

        if (expected == Errno.SUCCESS) {
            assertThat(HostileTree.inode(folder.resolve(to))).isEqualTo(moved);
            assertThat(Files.exists(folder.resolve(from), LinkOption.NOFOLLOW_LINKS))
                    .isEqualTo(from.equals(to));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "file, new, SUCCESS", "file, other, EXIST", "file, file, EXIST", "file, dangling, EXIST",
        "file, empty, EXIST", "file, new/, NOENT", "file, other/, NOTDIR", "file/, new, NOTDIR",
        "missing, new, NOENT", "empty, new, PERM", "link, new, SUCCESS", "dangling, new, SUCCESS",
        "looping, new, SUCCESS", "., new, PERM", "full/.., new, PERM", "file, ., EXIST",
        "file, missing/new, NOENT", "file, full/new, SUCCESS"
    })
    void link_paths_answerAndFollowNothing(String from, String to, Errno expected)
            throws Exception {
        assertThat(once(files -> files.link(At.root(from), At.root(to)))).isEqualTo(expected);
        if (expected == Errno.SUCCESS) {
            assertThat(HostileTree.inode(folder.resolve(to)))
                    .isEqualTo(HostileTree.inode(folder.resolve(from)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "new, SUCCESS",
        "full/new, SUCCESS",
        "new/, NOENT",
        "file, EXIST",
        "file/, NOTDIR",
        "empty, EXIST",
        "empty/, EXIST",
        "dangling, EXIST",
        "., EXIST",
        "missing/new, NOENT"
    })
    void symlink_path_answers(String path, Errno expected) throws Exception {
        assertThat(once(files -> files.symlink("file", At.root(path)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "link, 100, SUCCESS, file",
        "link, 4, SUCCESS, file",
        "link, 2, SUCCESS, fi",
        "link, 0, SUCCESS, ''",
        "dangling, 100, SUCCESS, nothing",
        "file, 100, INVAL, ''",
        "full, 100, INVAL, ''",
        "., 100, INVAL, ''",
        "missing, 100, NOENT, ''",
        "link/, 100, NOTDIR, ''",
        "folderlink/, 100, NOTDIR, ''"
    })
    void readLink_path_givesItsText(String path, int room, Errno expected, String text)
            throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            guest.put(BUFFER, "----------");
            assertThat(files.readLink(At.root(path), room)).isEqualTo(expected);
            assertThat(guest.text(BUFFER, text.length() + 1)).isEqualTo(text + "-");
            if (expected == Errno.SUCCESS) {
                assertThat(files.result()).isEqualTo(text.length());
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "link, true, file, SUCCESS", "link, false, link, SUCCESS",
                "folderlink, true, full, SUCCESS",
        "folderlink/, true, full, SUCCESS", "folderlink/, false, '', NOTDIR",
                "folderlink/., false, full, SUCCESS",
        "dangling, true, '', NOENT", "dangling, false, dangling, SUCCESS",
                "looping, true, '', LOOP",
        "looping, false, looping, SUCCESS", "full/.., true, ., SUCCESS",
                "full/inner/../../file, true, file, SUCCESS",
        "file/, true, '', NOTDIR", "file/., true, '', NOTDIR", "file/.., true, '', NOTDIR"
    })
    void status_path_isOfWhatItNames(String path, boolean follow, String is, Errno expected)
            throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            assertThat(files.status(At.root(path), follow)).isEqualTo(expected);
            if (expected == Errno.SUCCESS) {
                assertThat(guest.number(GuestFiles.RESULT + 8))
                        .isEqualTo(HostileTree.inode(folder.resolve(is).normalize()));
            }
        });
    }

    @Test
    void times_ofALink_areThoseOfWhatIsMeant() throws Exception {
        FileTime old = FileTime.from(5, TimeUnit.SECONDS);
        Files.setLastModifiedTime(folder.resolve("file"), old);
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            assertThat(files.times(At.root("link"), false, 4)).isEqualTo(Errno.SUCCESS);
            assertThat(modified("file")).isEqualTo(old);
            assertThat(modified("link").to(TimeUnit.NANOSECONDS)).isEqualTo(2_000_000_002);
            assertThat(files.times(At.root("link"), true, 4)).isEqualTo(Errno.SUCCESS);
            assertThat(modified("file").to(TimeUnit.NANOSECONDS)).isEqualTo(2_000_000_002);
            assertThat(files.times(At.root("dangling"), true, 4)).isEqualTo(Errno.NOENT);
            assertThat(files.times(At.root("dangling"), false, 4)).isEqualTo(Errno.SUCCESS);
            Files.setLastModifiedTime(folder.resolve("file"), old);
        });
    }

    private FileTime modified(String name) throws Exception {
        return Files.getLastModifiedTime(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void names_ofEveryLength_upTo255Bytes() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            At longest = At.root("é".repeat(127) + "x");
            At tooLong = At.root("é".repeat(128));
            OpenArguments create = OpenArguments.everything(OpenArguments.CREAT);
            files.close(files.opened(longest, create));
            assertThat(files.unlink(longest)).isEqualTo(Errno.SUCCESS);
            for (PathAttack attack : PathAttack.all()) {
                Errno expected =
                        attack.name().endsWith("followed") ? Errno.INVAL : Errno.NAMETOOLONG;
                assertThat(attack.call().make(files, tooLong)).as("%s", attack).isEqualTo(expected);
            }
        });
    }

    @Test
    void paths_upTo4095Bytes() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            String dots = "./".repeat(2044);
            assertThat((dots + "///file").length()).isEqualTo(4095);
            assertThat(files.status(At.root(dots + "///file"), true)).isEqualTo(Errno.SUCCESS);
            for (PathAttack attack : PathAttack.all()) {
                assertThat(attack.call().make(files, At.root(dots + "////file")))
                        .as("%s", attack)
                        .isEqualTo(Errno.NAMETOOLONG);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"file\0", "\0", "fi\0le", "full/\0"})
    void pathWithNul_invalid(String path) throws Exception {
        assertRefused(path.getBytes(StandardCharsets.UTF_8), Errno.INVAL);
    }

    @Test
    void pathThatIsNotUtf8_illegalSequence() throws Exception {
        assertRefused(new byte[] {'f', (byte) 0xff}, Errno.ILSEQ);
        assertRefused(new byte[] {(byte) 0xc3}, Errno.ILSEQ);
        assertRefused(new byte[] {(byte) 0xc0, (byte) 0xaf}, Errno.ILSEQ);
        assertRefused(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, Errno.ILSEQ);
    }

    @Test
    void emptyPath_noSuchFile_absolute_notPermitted() throws Exception {
        assertRefused(new byte[0], Errno.NOENT);
        assertRefused(new byte[] {'/'}, Errno.PERM);
        assertRefused("/file".getBytes(StandardCharsets.UTF_8), Errno.PERM);
    }

    private void assertRefused(byte[] path, Errno expected) throws Exception {
        run(guest -> {
            for (PathAttack attack : PathAttack.all()) {
                assertThat(attack.call().make(new GuestFiles(guest), new At(ROOT, path)))
                        .as("%s", attack)
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    void lookupFlags_unknown_invalid() throws Exception {
        run(guest -> {
            guest.put(100, "file");
            for (long flags : new long[] {2, 3, 0x8000_0000L, 0xFFFF_FFFFL}) {
                assertThat(guest.call("path_filestat_get", ROOT, flags, 100, 4, 200))
                        .isEqualTo(Errno.INVAL);
                assertThat(guest.call("path_open", ROOT, flags, 100, 4, 0, 2, 0, 0, 200))
                        .isEqualTo(Errno.INVAL);
            }
        });
    }

    @Test
    void folder_itself_hasTimesAndCanBeSynced() throws Exception {
        run(guest -> {
            assertThat(guest.call("fd_filestat_set_times", ROOT, 1, 2_000_000_002, 4))
                    .isEqualTo(Errno.SUCCESS);
            assertThat(modified("").to(TimeUnit.NANOSECONDS)).isEqualTo(2_000_000_002);
            assertThat(guest.call("fd_sync", ROOT)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.call("fd_datasync", ROOT)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.call("fd_filestat_get", ROOT, 200)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.number(208)).isEqualTo(HostileTree.inode(folder));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "fd_advise, BADF",
        "fd_allocate, ISDIR",
        "fd_filestat_set_size, ISDIR",
        "fd_pread, ISDIR",
        "fd_pwrite, ISDIR",
        "fd_read, ISDIR",
        "fd_seek, ISDIR",
        "fd_tell, ISDIR",
        "fd_write, ISDIR"
    })
    void fileFunction_onAFolder_refused(String function, Errno expected) throws Exception {
        run(guest -> assertThat(guest.call(function, ROOT, 0, 0, 0, 200)).isEqualTo(expected));
    }

    /// A grant is the folder, not its name.
    @Test
    void grantedFolder_movedAndReplaced_isStillThatFolder() throws Exception {
        Path granted = Files.createDirectory(folder.resolve("granted"));
        Files.writeString(granted.resolve("mine"), "mine");
        Guest.run(
                () -> Granted.context(Granted.writable(granted)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    Files.move(granted, folder.resolve("moved"));
                    Files.createDirectory(granted);
                    Files.writeString(granted.resolve("secret"), "secret");
                    assertThat(files.status(At.root("mine"), true)).isEqualTo(Errno.SUCCESS);
                    assertThat(files.status(At.root("secret"), true)).isEqualTo(Errno.NOENT);
                    assertThat(files.status(At.root("../granted/secret"), true))
                            .isEqualTo(Errno.PERM);
                });
    }
}
