package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// FIFOs, sockets and device nodes in a granted folder: never opened, so that no call waits for
/// whoever is at the other end; otherwise entries like others.
class SpecialFilesTest {
    @TempDir private Path folder;

    private void check(Resolution resolution) throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("special"));
        Guest.run(
                () -> Granted.context(Granted.writable(folder, resolution)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    for (String name : new String[] {"special", "link"}) {
                        checkOpening(files, At.root(name));
                    }
                    checkEntry(files, At.root("special"));
                });
        assertThat(OpenDescriptors.beneath(folder)).isZero();
    }

    private static void checkOpening(GuestFiles files, At at) throws Exception {
        for (long fdflags : new long[] {0, FdFlags.NONBLOCK, FdFlags.APPEND}) {
            for (long oflags : new long[] {0, OpenArguments.CREAT, OpenArguments.TRUNC, 9}) {
                OpenArguments how = OpenArguments.everything(oflags).fdflags(fdflags);
                assertThat(files.open(at, how)).as("%s", how).isEqualTo(Errno.ACCES);
            }
            assertThat(files.open(at, OpenArguments.READ.fdflags(fdflags))).isEqualTo(Errno.ACCES);
        }
        assertThat(files.open(at, OpenArguments.READ.rights(Rights.FD_WRITE)))
                .isEqualTo(Errno.ACCES);
        assertThat(files.open(at, OpenArguments.folder())).isEqualTo(Errno.NOTDIR);
        assertThat(files.open(at, OpenArguments.everything(5))).isEqualTo(Errno.EXIST);
    }

    private static void checkEntry(GuestFiles files, At at) throws Exception {
        assertThat(files.status(at, true)).isEqualTo(Errno.SUCCESS);
        assertThat(files.times(at, true, 5)).isEqualTo(Errno.SUCCESS);
        assertThat(files.readLink(at, 100)).isEqualTo(Errno.INVAL);
        assertThat(files.removeDirectory(at)).isEqualTo(Errno.NOTDIR);
        assertThat(files.link(at, At.root("second"))).isEqualTo(Errno.SUCCESS);
        assertThat(files.rename(At.root("second"), At.root("third"))).isEqualTo(Errno.SUCCESS);
        assertThat(files.unlink(At.of(ROOT, "third"))).isEqualTo(Errno.SUCCESS);
    }

    @ParameterizedTest
    @EnumSource
    void fifo_inTheFolder_isNotOpened(Resolution resolution) throws Exception {
        Outside.makeFifo(folder.resolve("special"));
        check(resolution);
    }

    @ParameterizedTest
    @EnumSource
    void socket_inTheFolder_isNotOpened(Resolution resolution) throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(folder.resolve("special")));
            check(resolution);
        }
    }

    /// The numbers of `/dev/zero`, of a loop device, and of drivers that there are none of.
    @ParameterizedTest
    @CsvSource({"c, 1, 5", "b, 7, 200", "c, 239, 77", "b, 239, 77"})
    void device_inTheFolder_isNotOpened(String type, String major, String minor) throws Exception {
        String special = folder.resolve("special").toString();
        assumeTrue(
                Outside.run("mknod", special, type, major, minor),
                "device nodes can only be made by root");
        check(Resolution.SYSTEM);
        Files.delete(folder.resolve("link"));
        check(Resolution.WALKING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zero", "null", "tty", "ptmx"})
    void device_ofTheSystem_isNotOpened(String name) throws Exception {
        Guest.run(
                () -> Granted.context(Granted.readOnly(Path.of("/dev"), Resolution.SYSTEM)).build(),
                guest ->
                        assertThat(new GuestFiles(guest).open(At.root(name), OpenArguments.READ))
                                .isIn(Errno.ACCES, Errno.NOENT));
    }
}
