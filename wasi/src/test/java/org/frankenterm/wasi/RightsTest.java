package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {
    private static final int RIGHTS = 30;

    @TempDir private Path folder;

    @BeforeEach
    void makeTree() throws Exception {
        Files.writeString(folder.resolve("file"), "content");
        Files.createDirectory(folder.resolve("sub"));
    }

    private void run(Guest.Body body) throws Exception {
        Guest.run(() -> Granted.context(Granted.writable(folder)).build(), body);
    }

    private static long[] rights(Guest guest, long descriptor) throws Exception {
        assertThat(guest.call("fd_fdstat_get", descriptor, 100)).isEqualTo(Errno.SUCCESS);
        return new long[] {guest.number(108), guest.number(116)};
    }

    @Test
    void preopen_hasAllOfADirectory_passesOnAll() throws Exception {
        run(guest -> assertThat(rights(guest, ROOT)).containsExactly(Rights.DIRECTORY, Rights.ALL));
    }

    @Test
    void open_allRights_getsThoseOfItsKind() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            OpenArguments all = OpenArguments.everything(0);
            long file = files.opened(At.root("file"), all.rights(-1).inheriting(-1));
            assertThat(rights(guest, file)).containsExactly(Rights.FILE, 0);
            long sub =
                    files.opened(
                            At.root("sub"), OpenArguments.folder().rights(-1 & ~Rights.WRITING));
            assertThat(rights(guest, sub)).containsExactly(Rights.DIRECTORY, Rights.ALL);
        });
    }

    /// Go asks for the right to set a size whenever it opens anything, for reading too.
    @Test
    void open_forReadingAsGoDoes_readOnlyFileAndFolderOpen() throws Exception {
        OpenArguments go = OpenArguments.READ.rights(0xff7_febe).inheriting(0xff7_febe);
        Guest.run(
                () -> Granted.context(Granted.readOnly(folder, Resolution.SYSTEM)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    long file = files.opened(At.root("file"), go);
                    assertThat(rights(guest, file)[0] & Rights.FD_FILESTAT_SET_SIZE).isZero();
                    assertThat(files.text(file)).isEqualTo("content");
                    assertThat(guest.call("fd_filestat_set_size", file, 0))
                            .isEqualTo(Errno.NOTCAPABLE);
                    assertThat(files.open(At.root("sub"), go)).isEqualTo(Errno.SUCCESS);
                });
        assertThat(folder.resolve("file")).hasContent("content");
    }

    @Test
    void open_moreThanTheFolderPassesOn_notCapable() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            OpenArguments narrow =
                    OpenArguments.folder().inheriting(Rights.FD_READ | Rights.FD_SEEK);
            long sub = files.opened(At.root("sub/.."), narrow);
            for (int right = 0; right < RIGHTS; right++) {
                long wanted = 1L << right;
                Errno expected =
                        (wanted & (Rights.FD_READ | Rights.FD_SEEK)) != 0
                                ? Errno.SUCCESS
                                : Errno.NOTCAPABLE;
                OpenArguments how = OpenArguments.READ.rights(wanted);
                assertThat(files.open(At.of(sub, "file"), how)).isEqualTo(expected);
                assertThat(files.open(At.of(sub, "file"), OpenArguments.READ.inheriting(wanted)))
                        .isEqualTo(expected);
            }
        });
    }

    /// Each function needs its right, of the folder: given up, it is refused.
    @ParameterizedTest
    @CsvSource({
        "mkdir, 9", "open O_CREAT, 10", "link from, 11", "link to, 12", "open, 13",
        "readlink, 15", "rename from, 16", "rename to, 17", "stat, 18", "lstat, 18",
        "open O_TRUNC, 19", "utimes, 20", "lutimes, 20", "symlink at, 24", "rmdir, 25",
        "unlink, 26"
    })
    void pathFunction_rightGivenUp_notCapable(String name, int right) throws Exception {
        PathAttack call =
                PathAttack.all().stream()
                        .filter(each -> each.name().equals(name))
                        .findAny()
                        .orElseThrow();
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            long less = Rights.DIRECTORY & ~(1L << right);
            assertThat(guest.call("fd_fdstat_set_rights", ROOT, less, Rights.ALL))
                    .isEqualTo(Errno.SUCCESS);
            assertThat(call.call().make(files, At.root("x"))).isEqualTo(Errno.NOTCAPABLE);
            assertThat(guest.call("fd_fdstat_set_rights", ROOT, 1L << right, 0))
                    .as("taken back")
                    .isEqualTo(Errno.NOTCAPABLE);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "fd_advise, 7",
        "fd_allocate, 8",
        "fd_datasync, 0",
        "fd_fdstat_set_flags, 3",
        "fd_filestat_get, 21",
        "fd_filestat_set_size, 22",
        "fd_filestat_set_times, 23",
        "fd_pread, 1",
        "fd_pread, 2",
        "fd_pwrite, 6",
        "fd_pwrite, 2",
        "fd_read, 1",
        "fd_seek, 2",
        "fd_sync, 4",
        "fd_write, 6"
    })
    void fileFunction_withoutItsRight_notCapable(String function, int right) throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            OpenArguments less = OpenArguments.everything(0).rights(Rights.FILE & ~(1L << right));
            long file = files.opened(At.root("file"), less);
            assertThat(guest.call(function, file, 1, 0, 0, 200, 0)).isEqualTo(Errno.NOTCAPABLE);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "fd_readdir, 14",
        "fd_sync, 4",
        "fd_datasync, 0",
        "fd_filestat_get, 21",
        "fd_filestat_set_times, 23",
        "fd_fdstat_set_flags, 3"
    })
    void folderFunction_withoutItsRight_notCapable(String function, int right) throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            OpenArguments less = OpenArguments.folder().rights(Rights.DIRECTORY & ~(1L << right));
            long sub = files.opened(At.root("sub"), less);
            assertThat(guest.call(function, sub, 0, 0, 0, 200)).isEqualTo(Errno.NOTCAPABLE);
        });
    }

    @Test
    void tell_withEitherRight_answers() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            for (long right : new long[] {Rights.FD_TELL, Rights.FD_SEEK}) {
                long file = files.opened(At.root("file"), OpenArguments.READ.rights(right));
                assertThat(guest.call("fd_tell", file, 100)).isEqualTo(Errno.SUCCESS);
                assertThat(guest.call("fd_seek", file, 0, 1, 100))
                        .as("to where it is")
                        .isEqualTo(Errno.SUCCESS);
            }
            long neither = files.opened(At.root("file"), OpenArguments.READ.rights(2));
            assertThat(guest.call("fd_tell", neither, 100)).isEqualTo(Errno.NOTCAPABLE);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {FdFlags.SYNC, FdFlags.RSYNC, FdFlags.DSYNC})
    void open_synchronous_needsTheRightToSync(long fdflags) throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            OpenArguments how = OpenArguments.everything(0).fdflags(fdflags);
            long file = files.opened(At.root("file"), how);
            assertThat(guest.call("fd_fdstat_get", file, 100)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.word(100) >>> 16).isEqualTo((int) fdflags);
            assertThat(guest.call("fd_fdstat_set_flags", file, 0)).isEqualTo(Errno.INVAL);
            assertThat(guest.call("fd_fdstat_set_rights", ROOT, Rights.DIRECTORY, Rights.FD_READ))
                    .isEqualTo(Errno.SUCCESS);
            assertThat(
                            files.open(
                                    At.root("file"),
                                    OpenArguments.READ.fdflags(fdflags).rights(Rights.FD_READ)))
                    .isEqualTo(Errno.NOTCAPABLE);
        });
    }
}
