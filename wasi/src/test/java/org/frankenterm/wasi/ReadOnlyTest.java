package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.frankenterm.wasi.GuestFiles.At;
import org.frankenterm.wasmtime.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every call that could change something, with every flag and right, under a grant that only
/// allows reading: beneath the preopened folder itself, a folder opened under it, one that has got
/// another number, and one whose rights were set again.
class ReadOnlyTest {
    private static final long WRITABLE = 4;
    private static final long OFLAGS = 16;
    private static final long FDFLAGS = 32;
    private static final int RIGHTS = 30;
    private static final int FSTFLAGS = 16;

    private static final List<String> NAMES =
            List.of("file", "folder", "link", "folderlink", "dangling", "missing", "fifo", ".");

    @TempDir private Path temporary;
    private Path readOnly;
    private Path writable;
    private TreeState before;
    private final Set<String> denials = new TreeSet<>();

    @BeforeEach
    void makeTree() throws Exception {
        readOnly = Files.createDirectory(temporary.resolve("read-only"));
        writable = Files.createDirectory(temporary.resolve("writable"));
        Files.writeString(writable.resolve("own"), "own");
        fill(readOnly);
        fill(Files.createDirectory(readOnly.resolve("sub")));
        before = TreeState.of(readOnly);
    }

    private static void fill(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("file"), "content");
        Files.createDirectory(folder.resolve("folder"));
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("folder/inner"), "inner");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Files.createSymbolicLink(folder.resolve("folderlink"), Path.of("folder"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("missing"));
        Outside.makeFifo(folder.resolve("fifo"));
    }

    @AfterEach
    void tree_isUnchanged() throws IOException {
        assertThat(TreeState.of(readOnly)).isEqualTo(before);
    }

    /// What is done with a directory descriptor under the read-only grant.
    @FunctionalInterface
    private interface Check {
        void run(GuestFiles files, long folder) throws Exception;
    }

    /// Checks each kind of directory descriptor.
    private void onEveryDescriptor(Resolution resolution, Check check) throws Exception {
        Guest.run(
                () ->
                        Granted.context(
                                        Granted.readOnly(readOnly, resolution),
                                        Granted.writable(writable, resolution))
                                .listener(new Denials())
                                .build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    check.run(files, ROOT);
                    long sub = files.opened(At.root("sub"), OpenArguments.folder());
                    check.run(files, sub);
                    long spare = files.opened(At.of(WRITABLE, "."), OpenArguments.folder());
                    assertThat(guest.call("fd_renumber", sub, spare)).isEqualTo(Errno.SUCCESS);
                    check.run(files, spare);
                    assertThat(
                                    guest.call(
                                            "fd_fdstat_set_rights",
                                            spare,
                                            Rights.DIRECTORY,
                                            Rights.ALL))
                            .isEqualTo(Errno.SUCCESS);
                    check.run(files, spare);
                });
    }

    private final class Denials implements WasiListener {
        @Override
        public void enter(WasiFunction function, Caller caller) {}

        @Override
        public void leave(WasiFunction function, Caller caller, WasiCall call) {
            if (call.denied()) {
                denials.add(function.name() + " " + call.errno());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void changingCall_ofEachName_refused(Resolution resolution) throws Exception {
        onEveryDescriptor(
                resolution,
                (files, folder) -> {
                    for (String name : NAMES) {
                        checkRefused(files, At.of(folder, name));
                        checkRefused(files, At.of(folder, name + "/"));
                    }
                });
        assertThat(denials)
                .containsExactly(
                        "path_create_directory ROFS",
                        "path_link ROFS",
                        "path_remove_directory ROFS",
                        "path_rename ROFS",
                        "path_symlink ROFS",
                        "path_unlink_file ROFS");
    }

    private static void checkRefused(GuestFiles files, At at) throws Exception {
        At own = At.of(WRITABLE, "own");
        At fresh = At.of(WRITABLE, "fresh");
        List<Errno> answers =
                List.of(
                        files.makeDirectory(at),
                        files.removeDirectory(at),
                        files.unlink(at),
                        files.symlink("file", at),
                        files.rename(at, at),
                        files.rename(at, At.of(at.folder(), "new")),
                        files.rename(at, fresh),
                        files.rename(own, at),
                        files.link(at, At.of(at.folder(), "new")),
                        files.link(at, fresh),
                        files.link(own, at));
        assertThat(answers).as("%s", at).containsOnly(Errno.ROFS);
    }

    @ParameterizedTest
    @EnumSource
    void setTimes_everyFlag_refused(Resolution resolution) throws Exception {
        onEveryDescriptor(
                resolution,
                (files, folder) -> {
                    for (long flags = 0; flags < FSTFLAGS; flags++) {
                        Errno expected =
                                (flags & 3) == 3 || (flags & 12) == 12 ? Errno.INVAL : Errno.ROFS;
                        for (String name : NAMES) {
                            At at = At.of(folder, name);
                            assertThat(files.times(at, true, flags)).isEqualTo(expected);
                            assertThat(files.times(at, false, flags)).isEqualTo(expected);
                        }
                        assertThat(setTimes(files, folder, flags)).isEqualTo(expected);
                    }
                });
        assertThat(denials)
                .containsExactly("fd_filestat_set_times ROFS", "path_filestat_set_times ROFS");
    }

    private static Errno setTimes(GuestFiles files, long descriptor, long flags) throws Exception {
        return files.guest().call("fd_filestat_set_times", descriptor, 1, 2, flags);
    }

    @ParameterizedTest
    @EnumSource
    void open_everyFlag_changesNothing(Resolution resolution) throws Exception {
        onEveryDescriptor(
                resolution,
                (files, folder) -> {
                    for (long flags = 0; flags < OFLAGS * FDFLAGS; flags++) {
                        OpenArguments how =
                                new OpenArguments(
                                        1, flags % OFLAGS, Rights.FD_READ, 0, flags / OFLAGS);
                        checkOpen(files, folder, how);
                        checkOpen(files, folder, how.rights(Rights.ALL).inheriting(Rights.ALL));
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void open_everyRight_changesNothing(Resolution resolution) throws Exception {
        onEveryDescriptor(
                resolution,
                (files, folder) -> {
                    for (int right = 0; right < RIGHTS; right++) {
                        for (long oflags = 0; oflags < OFLAGS; oflags++) {
                            long rights = 1L << right;
                            OpenArguments how = new OpenArguments(1, oflags, rights, Rights.ALL, 0);
                            checkOpen(files, folder, how);
                        }
                    }
                });
    }

    /// Opens each name so, following links and not. What could write is refused; what is opened all
    /// the same can't be changed through its descriptor.
    private static void checkOpen(GuestFiles files, long folder, OpenArguments how)
            throws Exception {
        boolean writes =
                (how.oflags() & (OpenArguments.CREAT | OpenArguments.TRUNC)) != 0
                        || (how.rights() & Rights.WRITING) != 0;
        for (String name : NAMES) {
            for (OpenArguments each : List.of(how, how.noFollow())) {
                Errno errno = files.open(At.of(folder, name), each);
                if (errno == Errno.SUCCESS) {
                    assertThat(writes).as("%s %s", name, each).isFalse();
                    checkDescriptor(files, files.result());
                } else {
                    assertThat(errno)
                            .as("%s %s", name, each)
                            .matches(e -> writes ? e == Errno.ROFS || e == Errno.INVAL : true);
                }
            }
        }
    }

    private static void checkDescriptor(GuestFiles files, long descriptor) throws Exception {
        Guest guest = files.guest();
        Set<Errno> refused =
                Set.of(Errno.ROFS, Errno.NOTCAPABLE, Errno.ISDIR, Errno.BADF, Errno.NOTDIR);
        assertThat(files.write(descriptor, "x")).isIn(refused);
        assertThat(files.writeAt(descriptor, "x", 0)).isIn(refused);
        assertThat(guest.call("fd_allocate", descriptor, 0, 4096)).isIn(refused);
        assertThat(guest.call("fd_filestat_set_size", descriptor, 0)).isIn(refused);
        assertThat(setTimes(files, descriptor, 10)).isIn(refused);
        assertThat(guest.call("fd_fdstat_set_rights", descriptor, Rights.ALL, Rights.ALL))
                .isEqualTo(Errno.NOTCAPABLE);
        assertThat(files.makeDirectory(At.of(descriptor, "x"))).isIn(refused);
        assertThat(files.close(descriptor)).isEqualTo(Errno.SUCCESS);
    }

    @Test
    void readOnlyFile_descriptorOfAnotherNumber_staysSo() throws Exception {
        onEveryDescriptor(
                Resolution.SYSTEM,
                (files, folder) -> {
                    long right = OpenArguments.READ.rights() | Rights.FD_FILESTAT_SET_TIMES;
                    long file =
                            files.opened(At.of(folder, "file"), OpenArguments.READ.rights(right));
                    OpenArguments create = OpenArguments.everything(OpenArguments.CREAT);
                    long writes = files.opened(At.of(WRITABLE, "other"), create.inheriting(0));
                    assertThat(files.guest().call("fd_renumber", file, writes))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(setTimes(files, writes, 10)).isEqualTo(Errno.ROFS);
                    assertThat(files.text(writes)).isEqualTo("content");
                    checkDescriptor(files, writes);
                });
    }

    @Test
    void singleFile_grantedForReading_cannotBeChanged() throws Exception {
        Guest.run(
                () ->
                        Granted.context(
                                        Granted.files(readOnly, Map.of("file", false), false),
                                        Granted.writable(writable))
                                .build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    At file = At.root("file");
                    for (long flags = 0; flags < OFLAGS * FDFLAGS; flags++) {
                        OpenArguments how =
                                new OpenArguments(
                                        1, flags % OFLAGS, Rights.ALL, Rights.ALL, flags / OFLAGS);
                        assertThat(files.open(file, how)).isNotEqualTo(Errno.SUCCESS);
                    }
                    At fresh = At.of(WRITABLE, "fresh");
                    assertAll(
                            () -> assertThat(files.unlink(file)).isEqualTo(Errno.PERM),
                            () -> assertThat(files.rename(file, fresh)).isEqualTo(Errno.PERM),
                            () -> assertThat(files.rename(fresh, file)).isEqualTo(Errno.PERM),
                            () -> assertThat(files.link(file, fresh)).isEqualTo(Errno.PERM),
                            () -> assertThat(files.times(file, true, 10)).isEqualTo(Errno.ROFS));
                });
    }
}
