package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.posix.Answers.folder;
import static org.frankenterm.posix.Answers.ok;
import static org.frankenterm.posix.Answers.open;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStatusTest {
    @TempDir Path temporary;

    private static FileStatus status(Path path) {
        try (Fd fd = open(path, OpenHow.path().noFollow(true))) {
            return ok(fd.status());
        }
    }

    @Test
    void status_file_asJavaSeesIt() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "twelve bytes");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));
        Files.createLink(temporary.resolve("second"), file);

        FileStatus status = status(file);

        assertThat(status.type()).isEqualTo(FileType.REGULAR);
        assertThat(status.size()).isEqualTo(12);
        assertThat(status.mode()).isEqualTo(0651);
        assertThat(status.links()).isEqualTo(2);
        assertThat(status.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
        assertThat(status.modifiedNanos() / 1_000_000)
                .isEqualTo(Files.getLastModifiedTime(file).toMillis());
        assertThat(status.changedNanos()).isGreaterThanOrEqualTo(status.modifiedNanos());
        assertThat(status.mountRoot()).isFalse();
    }

    @Test
    void status_otherDevice_otherNumbers() {
        FileStatus here = status(temporary);
        FileStatus proc = status(Path.of("/proc"));

        assertThat(proc.device()).isNotEqualTo(here.device());
        assertThat(proc.mountId()).isNotEqualTo(here.mountId());
        assertThat(proc.mountRoot()).isTrue();
        assertThat(proc.sameMount(here)).isFalse();
        assertThat(here.sameMount(here)).isTrue();
    }

    @Test
    void status_everyType_told() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of("target"));
        Path fifo = temporary.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
        Path socket = temporary.resolve("socket");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));

            assertThat(status(socket).type()).isEqualTo(FileType.SOCKET);
        }
        assertThat(status(link).type()).isEqualTo(FileType.SYMBOLIC_LINK);
        assertThat(status(link).size()).isEqualTo(6);
        assertThat(status(fifo).type()).isEqualTo(FileType.FIFO);
        assertThat(status(temporary).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(status(Path.of("/dev/null")).type()).isEqualTo(FileType.CHARACTER_DEVICE);
        assertThat(FileType.ofMode(0060644)).isEqualTo(FileType.BLOCK_DEVICE);
        assertThat(FileType.ofEntry(0)).isEqualTo(FileType.UNKNOWN);
    }

    @Test
    void sameMount_unnamedMounts_byDevice() {
        FileStatus here = status(temporary);
        FileStatus unnamed = unnamed(here, here.device());

        assertThat(here.sameMount(unnamed)).isTrue();
        assertThat(here.sameMount(unnamed(here, here.device() + 1))).isFalse();
    }

    @Test
    void status_folder_stillItWhenMoved() throws IOException {
        Path before = Files.createDirectory(temporary.resolve("before"));
        try (Fd fd = folder(before)) {
            long inode = ok(fd.status()).inode();
            Files.move(before, temporary.resolve("after"));

            assertThat(ok(fd.status()).inode()).isEqualTo(inode);
        }
    }

    /// As a kernel before 5.8 tells it.
    private static FileStatus unnamed(FileStatus of, long device) {
        return new FileStatus(
                device, of.inode(), of.type(), of.mode(), of.links(), of.size(), 0, 0, 0, 0, false);
    }
}
