package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.BUFFER;
import static org.frankenterm.wasi.GuestFiles.RESULT;

import java.nio.file.Files;
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

class OpenFileTest {
    private static final long VECTORS = 2048;
    private static final long END = Guest.MEMORY;

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void makeFile() throws Exception {
        file = Files.writeString(folder.resolve("file"), "0123456789");
    }

    /// What a test does with a file that is open for everything.
    @FunctionalInterface
    private interface Body {
        void run(GuestFiles files, long descriptor) throws Exception;
    }

    private void run(Body body) throws Exception {
        run(0, body);
    }

    private void run(long fdflags, Body body) throws Exception {
        Guest.run(
                () -> Granted.context(Granted.writable(folder)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    OpenArguments how = OpenArguments.everything(0).fdflags(fdflags);
                    body.run(files, files.opened(At.root("file"), how));
                });
        assertThat(OpenDescriptors.beneath(folder)).isZero();
    }

    private String content() throws Exception {
        return Files.readString(file);
    }

    private static void assertMoved(GuestFiles files, Errno errno, int bytes) throws Exception {
        assertThat(errno).isEqualTo(Errno.SUCCESS);
        assertThat(files.result()).isEqualTo(bytes);
    }

    @Test
    void readAndWrite_moveThePosition_preadAndPwriteDoNot() throws Exception {
        run((files, fd) -> {
            assertMoved(files, files.read(fd, 4), 4);
            assertThat(files.guest().text(BUFFER, 4)).isEqualTo("0123");
            assertMoved(files, files.write(fd, "ab"), 2);
            assertMoved(files, files.writeAt(fd, "XY", 8), 2);
            assertMoved(files, files.readAt(fd, 3, 0), 3);
            assertMoved(files, files.read(fd, 100), 4);
            assertThat(files.guest().text(BUFFER, 4)).isEqualTo("67XY");
            assertMoved(files, files.read(fd, 100), 0);
        });
        assertThat(content()).isEqualTo("0123ab67XY");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, SUCCESS, 0",
        "10, 0, SUCCESS, 10",
        "-1, 0, INVAL, 0",
        "9223372036854775807, 0, INVAL, 0",
        "-9223372036854775808, 0, INVAL, 0",
        "5, 1, SUCCESS, 8",
        "-3, 1, SUCCESS, 0",
        "-4, 1, INVAL, 0",
        "9223372036854775807, 1, INVAL, 0",
        "-10, 2, SUCCESS, 0",
        "-11, 2, INVAL, 0",
        "100, 2, SUCCESS, 110",
        "0, 3, INVAL, 0",
        "0, 255, INVAL, 0",
        "0, 4294967295, INVAL, 0"
    })
    void seek_fromPosition3_answers(long offset, long whence, Errno expected, long position)
            throws Exception {
        run((files, fd) -> {
            assertMoved(files, files.read(fd, 3), 3);
            assertThat(files.guest().call("fd_seek", fd, offset, whence, 100)).isEqualTo(expected);
            boolean moved = expected == Errno.SUCCESS;
            assertThat(files.guest().number(100)).isEqualTo(moved ? position : 0);
            assertThat(files.guest().call("fd_tell", fd, 100)).isEqualTo(Errno.SUCCESS);
            assertThat(files.guest().number(100)).isEqualTo(moved ? position : 3);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void atNegativePosition_invalid(long position) throws Exception {
        run((files, fd) -> {
            assertThat(files.readAt(fd, 1, position)).isEqualTo(Errno.INVAL);
            assertThat(files.writeAt(fd, "x", position)).isEqualTo(Errno.INVAL);
        });
        assertThat(content()).isEqualTo("0123456789");
    }

    @Test
    void readBehindTheEnd_nothing() throws Exception {
        run((files, fd) -> {
            assertMoved(files, files.readAt(fd, 10, 10), 0);
            assertMoved(files, files.readAt(fd, 10, Long.MAX_VALUE - 10), 0);
        });
    }

    @Test
    void vectors_none_moveNothing() throws Exception {
        run((files, fd) -> {
            Guest guest = files.guest();
            for (String function : new String[] {"fd_read", "fd_write"}) {
                assertMoved(files, guest.call(function, fd, 0, 0, RESULT), 0);
            }
            for (String function : new String[] {"fd_pread", "fd_pwrite"}) {
                assertMoved(files, guest.call(function, fd, 0, 0, 5, RESULT), 0);
            }
        });
        assertThat(content()).isEqualTo("0123456789");
    }

    @Test
    void vectors_1024_moveAll_1025_invalid() throws Exception {
        run((files, fd) -> {
            Guest guest = files.guest();
            long array = 40_000;
            for (int i = 0; i < 1025; i++) {
                guest.putInts(array + 8L * i, 8192 + i, i % 2);
            }
            guest.put(8192, "x".repeat(1025));
            assertMoved(files, guest.call("fd_pwrite", fd, array, 1024, 0, RESULT), 512);
            assertMoved(files, guest.call("fd_pread", fd, array, 1024, 0, RESULT), 512);
            assertThat(guest.call("fd_write", fd, array, 1025, RESULT)).isEqualTo(Errno.INVAL);
            assertThat(guest.call("fd_read", fd, array, 1025, RESULT)).isEqualTo(Errno.INVAL);
        });
        assertThat(content()).isEqualTo("x".repeat(512));
    }

    @Test
    void vector_overTheEndOfMemory_faultsAndMovesNothing() throws Exception {
        run((files, fd) -> {
            Guest guest = files.guest();
            guest.putInts(VECTORS, 4096, 2, END - 1, 2);
            for (String function : new String[] {"fd_read", "fd_write"}) {
                assertThat(guest.call(function, fd, VECTORS, 2, RESULT)).isEqualTo(Errno.FAULT);
            }
            guest.putInts(VECTORS, END - 2, 2);
            assertMoved(files, guest.call("fd_read", fd, VECTORS, 1, RESULT), 2);
            assertThat(guest.text(END - 2, 2)).isEqualTo("01");
            guest.putInts(VECTORS, 0, END, 0, 0xFFFF_FFFFL);
            assertThat(guest.call("fd_read", fd, VECTORS, 2, RESULT)).isEqualTo(Errno.FAULT);
        });
        assertThat(content()).isEqualTo("0123456789");
    }

    @Test
    void append_whenOpened_writesAtTheEnd() throws Exception {
        run(
                FdFlags.APPEND,
                (files, fd) -> {
                    assertMoved(files, files.write(fd, "ab"), 2);
                    assertThat(files.guest().call("fd_fdstat_set_flags", fd, 0))
                            .isEqualTo(Errno.SUCCESS);
                    assertMoved(files, files.writeAt(fd, "X", 0), 1);
                });
        assertThat(content()).isEqualTo("X123456789ab");
    }

    @Test
    void append_setLater_writesAtTheEnd() throws Exception {
        run((files, fd) -> {
            assertThat(files.guest().call("fd_fdstat_set_flags", fd, FdFlags.APPEND))
                    .isEqualTo(Errno.SUCCESS);
            assertThat(files.guest().call("fd_fdstat_get", fd, 100)).isEqualTo(Errno.SUCCESS);
            assertThat(files.guest().word(100)).isEqualTo(4 | 1 << 16);
            assertMoved(files, files.write(fd, "ab"), 2);
        });
        assertThat(content()).isEqualTo("0123456789ab");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 20, SUCCESS, 20",
        "5, 3, SUCCESS, 10",
        "100, 1, SUCCESS, 101",
        "0, 0, INVAL, 10",
        "-1, 5, INVAL, 10",
        "0, -1, INVAL, 10",
        "9223372036854775807, 1, FBIG, 10",
        "1, 9223372036854775807, FBIG, 10",
        "0, 1073741825, FBIG, 10"
    })
    void allocate_range_makesItThatLong(long offset, long length, Errno expected, long size)
            throws Exception {
        run((files, fd) ->
                assertThat(files.guest().call("fd_allocate", fd, offset, length))
                        .isEqualTo(expected));
        assertThat(Files.size(file)).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({
        "0, SUCCESS, 0",
        "20, SUCCESS, 20",
        "1073741824, SUCCESS, 1073741824",
        "1073741825, FBIG, 10",
        "9223372036854775807, FBIG, 10",
        "-1, INVAL, 10"
    })
    void setSize_value_cutsOrFillsUp(long size, Errno expected, long after) throws Exception {
        run((files, fd) ->
                assertThat(files.guest().call("fd_filestat_set_size", fd, size))
                        .isEqualTo(expected));
        assertThat(Files.size(file)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "0, SUCCESS, false, false",
        "1, SUCCESS, true, false",
        "4, SUCCESS, false, true",
        "5, SUCCESS, true, true",
        "10, SUCCESS, false, false",
        "3, INVAL, false, false",
        "12, INVAL, false, false",
        "15, INVAL, false, false",
        "16, INVAL, false, false",
        "65536, INVAL, false, false"
    })
    void setTimes_flags_setWhatTheySay(
            long flags, Errno expected, boolean accessed, boolean modified) throws Exception {
        FileTime old = FileTime.from(5, TimeUnit.SECONDS);
        Files.setAttribute(file, "lastAccessTime", old);
        Files.setAttribute(file, "lastModifiedTime", old);
        run((files, fd) ->
                assertThat(
                                files.guest()
                                        .call(
                                                "fd_filestat_set_times",
                                                fd,
                                                1_000_000_001,
                                                2_000_000_002,
                                                flags))
                        .isEqualTo(expected));
        boolean now = flags == 10;
        FileTime read = (FileTime) Files.getAttribute(file, "lastAccessTime");
        FileTime written = (FileTime) Files.getAttribute(file, "lastModifiedTime");
        if (now) {
            assertThat(read).isGreaterThan(old);
            assertThat(written).isGreaterThan(old);
        } else {
            assertThat(read.to(TimeUnit.NANOSECONDS))
                    .isEqualTo(accessed ? 1_000_000_001 : 5_000_000_000L);
            assertThat(written.to(TimeUnit.NANOSECONDS))
                    .isEqualTo(modified ? 2_000_000_002 : 5_000_000_000L);
        }
    }

    @Test
    void setTimes_beyond2262_invalid() throws Exception {
        run((files, fd) -> {
            Guest guest = files.guest();
            assertThat(guest.call("fd_filestat_set_times", fd, -1, 0, 1)).isEqualTo(Errno.INVAL);
            assertThat(guest.call("fd_filestat_set_times", fd, -1, -1, 10))
                    .as("now, whatever the numbers")
                    .isEqualTo(Errno.SUCCESS);
        });
    }

    @Test
    void advise_eachAdvice_succeeds() throws Exception {
        run((files, fd) -> {
            for (long advice = 0; advice < 6; advice++) {
                assertThat(files.guest().call("fd_advise", fd, 0, 0, advice))
                        .isEqualTo(Errno.SUCCESS);
            }
            assertThat(files.guest().call("fd_advise", fd, 0, 0, 6)).isEqualTo(Errno.INVAL);
            assertThat(files.guest().call("fd_advise", fd, 0, -1, 0)).isEqualTo(Errno.INVAL);
        });
    }

    @Test
    void sync_file_succeeds() throws Exception {
        run((files, fd) -> {
            assertThat(files.guest().call("fd_sync", fd)).isEqualTo(Errno.SUCCESS);
            assertThat(files.guest().call("fd_datasync", fd)).isEqualTo(Errno.SUCCESS);
        });
    }

    @Test
    void filestat_file_tellsAll() throws Exception {
        Files.createLink(folder.resolve("second"), file);
        run((files, fd) -> {
            Guest guest = files.guest();
            assertThat(guest.call("fd_filestat_get", fd, RESULT)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.number(RESULT + 8)).isEqualTo(HostileTree.inode(file));
            assertThat(guest.number(RESULT + 16)).as("regular file").isEqualTo(4);
            assertThat(guest.number(RESULT + 24)).as("names").isEqualTo(2);
            assertThat(guest.number(RESULT + 32)).as("bytes").isEqualTo(10);
            assertThat(guest.number(RESULT + 48))
                    .isEqualTo(Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
        });
    }

    @ParameterizedTest
    @CsvSource({"fd_readdir, NOTDIR", "fd_prestat_get, BADF", "fd_prestat_dir_name, NOTDIR"})
    void folderFunction_onAFile_refused(String function, Errno expected) throws Exception {
        run((files, fd) ->
                assertThat(files.guest().call(function, fd, 100, 10, 0, 200)).isEqualTo(expected));
    }

    @Test
    void pathFunction_beneathAFile_notADirectory() throws Exception {
        run((files, fd) -> {
            for (PathAttack attack : PathAttack.all()) {
                assertThat(attack.call().make(files, At.of(fd, "x")))
                        .as("%s", attack)
                        .isEqualTo(Errno.NOTDIR);
            }
        });
    }

    @Test
    void removedFile_staysUsable() throws Exception {
        run((files, fd) -> {
            assertThat(files.unlink(At.root("file"))).isEqualTo(Errno.SUCCESS);
            assertThat(files.text(fd)).isEqualTo("0123456789");
            assertMoved(files, files.write(fd, "ab"), 2);
            assertThat(files.text(fd)).isEqualTo("ab23456789");
        });
    }
}
