package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each descriptor is closed once, and all are closed at the end.
class DescriptorLifeTest {
    @TempDir private Path folder;

    @BeforeEach
    void makeTree() throws Exception {
        Files.writeString(folder.resolve("file"), "content");
        Files.createDirectory(folder.resolve("sub"));
    }

    private void run(Guest.Body body) throws Exception {
        Guest.run(
                () ->
                        Granted.context(Granted.writable(folder), Granted.writable(folder))
                                .maxDescriptors(8)
                                .build(),
                body);
        assertThat(OpenDescriptors.beneath(folder)).isZero();
    }

    @Test
    void open_upToTheCap_thenRefusedUntilOneIsClosed() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            for (int number = 5; number < 10; number++) {
                assertThat(files.opened(At.root("file"), OpenArguments.READ)).isEqualTo(number);
            }
            OpenArguments create = OpenArguments.everything(OpenArguments.CREAT);
            assertThat(files.open(At.root("new"), create)).isEqualTo(Errno.MFILE);
            assertThat(folder.resolve("new")).doesNotExist();
            assertThat(OpenDescriptors.beneath(folder)).isEqualTo(7);
            assertThat(files.close(7)).isEqualTo(Errno.SUCCESS);
            assertThat(files.opened(At.root("file"), OpenArguments.READ)).isEqualTo(7);
        });
    }

    @Test
    void renumber_ontoAnother_closesThatOnce() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            long file = files.opened(At.root("file"), OpenArguments.READ);
            long sub = files.opened(At.root("sub"), OpenArguments.folder());
            assertThat(OpenDescriptors.beneath(folder)).isEqualTo(4);
            assertThat(guest.call("fd_renumber", file, sub)).isEqualTo(Errno.SUCCESS);
            assertThat(OpenDescriptors.beneath(folder)).isEqualTo(3);
            assertThat(files.text(sub)).isEqualTo("content");
            assertThat(files.close(file)).isEqualTo(Errno.BADF);
            assertThat(files.close(sub)).isEqualTo(Errno.SUCCESS);
            assertThat(OpenDescriptors.beneath(folder)).isEqualTo(2);
        });
    }

    @Test
    void renumber_ontoItself_changesNothing() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            long file = files.opened(At.root("file"), OpenArguments.READ);
            assertThat(guest.call("fd_renumber", file, file)).isEqualTo(Errno.SUCCESS);
            assertThat(files.text(file)).isEqualTo("content");
        });
    }

    @Test
    void renumber_ontoAPreopen_isNoPreopenAnyLonger() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            long sub = files.opened(At.root("sub"), OpenArguments.folder());
            assertThat(guest.call("fd_renumber", sub, ROOT)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.call("fd_prestat_get", ROOT, 100)).isEqualTo(Errno.BADF);
            assertThat(files.status(At.root("file"), true)).isEqualTo(Errno.NOENT);
            assertThat(guest.call("fd_renumber", 4, ROOT)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.call("fd_prestat_get", ROOT, 100)).isEqualTo(Errno.SUCCESS);
            assertThat(OpenDescriptors.beneath(folder)).isEqualTo(1);
        });
    }

    @Test
    void prestat_preopen_tellsItsName() throws Exception {
        run(guest -> {
            assertThat(guest.call("fd_prestat_get", ROOT, 100)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.number(100)).isEqualTo(2L << 32);
            assertThat(guest.call("fd_prestat_dir_name", ROOT, 200, 2)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.text(200, 3)).isEqualTo("/g\0");
            assertThat(guest.call("fd_prestat_dir_name", ROOT, 200, 1))
                    .isEqualTo(Errno.NAMETOOLONG);
            assertThat(guest.call("fd_prestat_get", 5, 100)).isEqualTo(Errno.BADF);
        });
    }

    @Test
    void context_closed_closesAllThatIsOpen() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            files.opened(At.root("file"), OpenArguments.READ);
            files.opened(At.root("sub"), OpenArguments.folder());
            assertThat(OpenDescriptors.beneath(folder)).isEqualTo(4);
        });
    }

    @Test
    void failedOpen_leavesNothingOpen() throws Exception {
        Outside.makeFifo(folder.resolve("fifo"));
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            for (PathAttack attack : PathAttack.all()) {
                attack.call().make(files, At.root("fifo"));
                attack.call().make(files, At.root("missing/x"));
                attack.call().make(files, At.root("sub/../../x"));
                attack.call().make(files, At.root("file/"));
            }
            long held = OpenDescriptors.beneath(folder) - 2;
            for (long number = 5; number < 10; number++) {
                held -= files.close(number) == Errno.SUCCESS ? 1 : 0;
            }
            assertThat(held).isZero();
        });
    }

    @Test
    void preopens_comeOnTopOfTheDescriptors() throws Exception {
        Guest.run(
                () -> Granted.context(Granted.writable(folder)).maxDescriptors(3).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    assertThat(files.status(At.root("file"), true)).isEqualTo(Errno.SUCCESS);
                    assertThat(files.open(At.root("file"), OpenArguments.READ))
                            .isEqualTo(Errno.MFILE);
                });
    }
}
