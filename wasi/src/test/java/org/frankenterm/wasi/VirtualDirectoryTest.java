package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.frankenterm.wasi.GuestFiles.At;
import org.frankenterm.wasi.GuestListing.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Single files: `own` to write, `read` to read, `absent` to write and not there yet, beside others
/// that were not granted.
class VirtualDirectoryTest {
    private static final Map<String, Boolean> FILES =
            Map.of("own", true, "read", false, "absent", true);
    private static final OpenArguments WRITE =
            OpenArguments.READ.rights(Rights.FD_READ | Rights.FD_SEEK | Rights.FD_WRITE);
    private static final OpenArguments CREATE = WRITE.oflags(OpenArguments.CREAT);
    private static final int FULL = 4096;

    @TempDir private Path temporary;
    private Path folder;

    @BeforeEach
    void makeTree() throws Exception {
        folder = Files.createDirectory(temporary.resolve("folder"));
        for (String name : List.of("own", "read", "other", "own2")) {
            Files.writeString(folder.resolve(name), name);
        }
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
    }

    @AfterEach
    void nothingElse_wasMade() throws Exception {
        assertThat(Files.readString(folder.resolve("other"))).isEqualTo("other");
        assertThat(Files.readString(folder.resolve("own2"))).isEqualTo("own2");
        assertThat(OpenDescriptors.beneath(temporary)).isZero();
    }

    private void run(boolean rest, Guest.Body body) throws Exception {
        Guest.run(() -> Granted.context(Granted.files(folder, FILES, rest)).build(), body);
    }

    @ParameterizedTest
    @CsvSource({
        "own, SUCCESS, SUCCESS, SUCCESS",
        "./own, SUCCESS, SUCCESS, SUCCESS",
        ".//./own, SUCCESS, SUCCESS, SUCCESS",
        "own/, NOTDIR, NOTDIR, NOTDIR",
        "read, SUCCESS, ROFS, ROFS",
        "absent, NOENT, NOENT, SUCCESS",
        "other, NOENT, NOENT, NOENT",
        "own2, NOENT, NOENT, NOENT",
        "missing, NOENT, NOENT, NOENT",
        "link, NOENT, NOENT, NOENT",
        "sub, NOENT, NOENT, NOENT",
        "sub/../own, NOENT, NOENT, NOENT",
        "own/x, NOENT, NOENT, NOENT",
        ".., PERM, PERM, PERM",
        "../folder/own, PERM, PERM, PERM",
        "own/../.., PERM, PERM, PERM"
    })
    void open_path_onlyWhatWasGranted(String path, Errno read, Errno write, Errno create)
            throws Exception {
        run(
                false,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    assertThat(files.open(At.root(path), OpenArguments.READ)).isEqualTo(read);
                    assertThat(files.open(At.root(path), WRITE)).isEqualTo(write);
                    assertThat(files.open(At.root(path), CREATE)).isEqualTo(create);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "own, SUCCESS, SUCCESS", "read, SUCCESS, ROFS", "other, SUCCESS, ROFS",
        "own2, SUCCESS, ROFS", "missing, NOENT, ROFS", "link, SUCCESS, ROFS",
        "sub/../own, SUCCESS, ROFS", "../x, PERM, ROFS"
    })
    void open_pathWithTheRestReadable_writesOnlyWhatWasGranted(
            String path, Errno read, Errno create) throws Exception {
        run(
                true,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    assertThat(files.open(At.root(path), OpenArguments.READ)).isEqualTo(read);
                    assertThat(files.open(At.root(path), CREATE)).isEqualTo(create);
                });
    }

    @Test
    void open_oflags_asForAnyFile() throws Exception {
        run(
                false,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    assertThat(files.open(At.root("own"), WRITE.oflags(5))).isEqualTo(Errno.EXIST);
                    assertThat(files.open(At.root("own"), WRITE.oflags(2))).isEqualTo(Errno.NOTDIR);
                    assertThat(files.open(At.root("."), WRITE)).isEqualTo(Errno.ISDIR);
                    assertThat(files.open(At.root("."), CREATE)).isEqualTo(Errno.ISDIR);
                    long absent = files.opened(At.root("absent"), WRITE.oflags(5));
                    assertThat(files.write(absent, "made")).isEqualTo(Errno.SUCCESS);
                    files.close(files.opened(At.root("own"), WRITE.oflags(8)));
                });
        assertThat(Files.readString(folder.resolve("absent"))).isEqualTo("made");
        assertThat(folder.resolve("own")).isEmptyFile();
    }

    /// Editors write a new file and rename it over the old one.
    @Test
    void grantedFile_replacedByAnother_isThatOne() throws Exception {
        run(
                false,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    Path fresh = Files.writeString(temporary.resolve("fresh"), "fresh");
                    Files.move(fresh, folder.resolve("own"), StandardCopyOption.REPLACE_EXISTING);
                    long own = files.opened(At.root("own"), WRITE);
                    assertThat(files.text(own)).isEqualTo("fresh");
                });
    }

    @Test
    void grantedFile_replacedByALinkOrFolder_isNotOpened() throws Exception {
        Files.delete(folder.resolve("own"));
        Files.createSymbolicLink(folder.resolve("own"), Path.of("other"));
        Files.delete(folder.resolve("read"));
        Files.createDirectory(folder.resolve("read"));
        run(
                false,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    assertThat(files.open(At.root("own"), CREATE)).isEqualTo(Errno.LOOP);
                    assertThat(files.open(At.root("own"), WRITE.oflags(9))).isEqualTo(Errno.LOOP);
                    assertThat(files.open(At.root("read"), OpenArguments.READ))
                            .isEqualTo(Errno.ACCES);
                    assertThat(files.times(At.root("own"), true, 5)).isEqualTo(Errno.SUCCESS);
                });
    }

    @Test
    void names_cannotBeMadeRemovedOrMoved() throws Exception {
        TreeState before = TreeState.of(folder);
        run(
                false,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    for (String name : List.of("own", "absent", "other", "missing", ".")) {
                        At at = At.root(name);
                        assertThat(
                                        List.of(
                                                files.makeDirectory(at),
                                                files.removeDirectory(at),
                                                files.unlink(at),
                                                files.symlink("own", at),
                                                files.rename(at, At.root("absent")),
                                                files.rename(At.root("own"), at),
                                                files.link(at, At.root("absent")),
                                                files.link(At.root("own"), at)))
                                .as(name)
                                .containsOnly(Errno.PERM);
                    }
                });
        assertThat(TreeState.of(folder)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "own, SUCCESS, SUCCESS",
        "read, SUCCESS, ROFS",
        "absent, NOENT, NOENT",
        "other, NOENT, PERM",
        "own/, NOTDIR, NOTDIR",
        ".., PERM, PERM",
        "., SUCCESS, PERM"
    })
    void statusAndTimes_path_answer(String path, Errno status, Errno times) throws Exception {
        run(
                false,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    assertThat(files.status(At.root(path), true)).isEqualTo(status);
                    assertThat(files.times(At.root(path), true, 5)).isEqualTo(times);
                    assertThat(guest.call("fd_filestat_set_times", ROOT, 1, 1, 5))
                            .isEqualTo(Errno.PERM);
                });
    }

    @Test
    void readLink_grantedFile_invalid() throws Exception {
        run(
                false,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    assertThat(files.readLink(At.root("own"), 9)).isEqualTo(Errno.INVAL);
                    assertThat(files.readLink(At.root("link"), 9)).isEqualTo(Errno.NOENT);
                });
        run(
                true,
                guest ->
                        assertThat(new GuestFiles(guest).readLink(At.root("link"), 9))
                                .isEqualTo(Errno.SUCCESS));
    }

    private static List<String> names(List<Entry> entries) {
        return entries.stream().map(Entry::name).toList();
    }

    @Test
    void readdir_listsWhatWasGrantedAndExists() throws Exception {
        run(
                false,
                guest -> {
                    GuestListing listing = new GuestListing(new GuestFiles(guest), ROOT, FULL);
                    List<Entry> all = listing.all(_ -> {});
                    assertThat(names(all)).containsExactly(".", "..", "own", "read");
                    assertThat(all.get(1).inode()).isEqualTo(HostileTree.inode(folder));
                });
        run(
                true,
                guest ->
                        assertThat(
                                        names(
                                                new GuestListing(new GuestFiles(guest), ROOT, FULL)
                                                        .all(_ -> {})))
                                .contains("own", "other", "sub"));
    }

    /// A cookie stands for its entry, whichever others exist by then.
    @Test
    void readdir_fileThatWentOrCame_shiftsNoOther() throws Exception {
        run(
                false,
                guest -> {
                    GuestListing listing = new GuestListing(new GuestFiles(guest), ROOT, FULL);
                    long behindOwn = listing.all(_ -> {}).get(2).next();
                    Files.delete(folder.resolve("own"));
                    assertThat(listing.read(behindOwn)).isEqualTo(Errno.SUCCESS);
                    assertThat(names(listing.entries())).containsExactly("read");
                    Files.createFile(folder.resolve("own"));
                    Files.createFile(folder.resolve("absent"));
                    assertThat(listing.read(behindOwn)).isEqualTo(Errno.SUCCESS);
                    assertThat(names(listing.entries())).containsExactly("read");
                });
    }

    @Test
    void sync_folder_succeeds() throws Exception {
        run(
                false,
                guest -> {
                    assertThat(guest.call("fd_sync", ROOT)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.call("fd_datasync", ROOT)).isEqualTo(Errno.SUCCESS);
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void open_itself_isTheSameView(boolean rest) throws Exception {
        run(
                rest,
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    long again = files.opened(At.root("./"), OpenArguments.folder());
                    Errno other = rest ? Errno.SUCCESS : Errno.NOENT;
                    assertThat(files.status(At.of(again, "own"), true)).isEqualTo(Errno.SUCCESS);
                    assertThat(files.status(At.of(again, "other"), true)).isEqualTo(other);
                    assertThat(files.unlink(At.of(again, "own"))).isEqualTo(Errno.PERM);
                    assertThat(guest.call("fd_prestat_get", again, 100)).isEqualTo(Errno.BADF);
                });
    }

    /// Two files of two folders by one name, of which one counts; neither folder is readable here.
    private Preopen filesOfSeveralFolders() throws Exception {
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("settings"), "elsewhere");
        List<GrantedFile> files =
                List.of(
                        new GrantedFile("read", Granted.place(folder), "read", false),
                        new GrantedFile("settings", Granted.place(folder), "own", false),
                        new GrantedFile("settings", Granted.place(elsewhere), "settings", true));
        return Preopen.files("/g", Granted.place(folder), files, false);
    }

    @Test
    void filesOfSeveralFolders_openedAgainAndAgain_holdThemOnce() throws Exception {
        Guest.run(
                () -> Granted.context(filesOfSeveralFolders()).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    long held = OpenDescriptors.beneath(temporary);
                    long again = files.opened(At.root("."), OpenArguments.folder());
                    long third = files.opened(At.of(again, "."), OpenArguments.folder());
                    assertThat(files.close(ROOT)).isEqualTo(Errno.SUCCESS);
                    assertThat(files.close(again)).isEqualTo(Errno.SUCCESS);
                    assertThat(OpenDescriptors.beneath(temporary)).isEqualTo(held);
                    long settings = files.opened(At.of(third, "settings"), WRITE);
                    assertThat(files.text(settings)).isEqualTo("elsewhere");
                    assertThat(guest.call("fd_sync", third)).isEqualTo(Errno.SUCCESS);
                });
    }

    @Test
    void rename_fromAFolderIntoSingleFiles_notPermitted() throws Exception {
        Path writable = Files.createDirectory(temporary.resolve("writable"));
        Files.writeString(writable.resolve("mine"), "mine");
        Guest.run(
                () ->
                        Granted.context(
                                        Granted.writable(writable),
                                        Granted.files(folder, FILES, false))
                                .build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    At own = At.of(ROOT + 1, "own");
                    assertThat(files.rename(At.root("mine"), own)).isEqualTo(Errno.PERM);
                    assertThat(files.link(At.root("mine"), own)).isEqualTo(Errno.PERM);
                    assertThat(files.rename(own, At.root("x"))).isEqualTo(Errno.PERM);
                    assertThat(files.link(own, At.root("x"))).isEqualTo(Errno.PERM);
                });
    }
}
