package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorFunctionsTest {
    private static final long READ = 1L << 1;
    private static final long SEEK_AND_TELL = 1L << 2 | 1L << 5;
    private static final long WRITE = 1L << 6;

    private final Captured stdout = new Captured();
    private final WasiContext.Builder context = WasiContext.builder().stdout(stdout);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void fdFdstatGet_stream_noTerminal(long descriptor) throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.putInts(100, -1, -1, -1, -1, -1, -1, -1);
                    assertThat(guest.call("fd_fdstat_get", descriptor, 100))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(100)).as("file type and flags").isZero();
                    long rights = guest.number(108);
                    assertThat(rights & (READ | WRITE)).isEqualTo(descriptor == 0 ? READ : WRITE);
                    assertThat(rights & SEEK_AND_TELL).isZero();
                    assertThat(guest.number(116)).as("inheriting").isZero();
                    assertThat(guest.word(124)).as("behind it").isEqualTo(-1);
                });
    }

    @Test
    void fdFdstatSetFlags_appendAndNonblock_reported() throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("fd_fdstat_set_flags", 1, 5)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.call("fd_fdstat_get", 1, 100)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(100)).isEqualTo(5 << 16);
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 8, 16, 32, 0x1_0000, 0xFFFF_FFFFL})
    void fdFdstatSetFlags_others_invalidAndUnchanged(long flags) throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("fd_fdstat_set_flags", 1, flags)).isEqualTo(Errno.INVAL);
                    assertThat(guest.call("fd_fdstat_get", 1, 100)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(100)).isZero();
                });
    }

    @Test
    void fdFdstatSetRights_writeGivenUp_cannotWriteAgain() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.putInts(1000, 0, 5);
                    assertThat(guest.call("fd_fdstat_set_rights", 1, 0, 0))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(guest.call("fd_write", 1, 1000, 1, 900)).isEqualTo(Errno.NOTCAPABLE);
                    assertThat(guest.call("fd_fdstat_set_rights", 1, WRITE, 0))
                            .isEqualTo(Errno.NOTCAPABLE);
                    assertThat(guest.call("fd_fdstat_set_flags", 1, 0)).isEqualTo(Errno.NOTCAPABLE);
                    assertThat(guest.call("fd_filestat_get", 1, 100)).isEqualTo(Errno.NOTCAPABLE);
                });
        assertThat(stdout.size()).isZero();
    }

    @Test
    void fdFdstatSetRights_more_notCapable() throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("fd_fdstat_set_rights", 1, -1, 0))
                            .isEqualTo(Errno.NOTCAPABLE);
                    assertThat(guest.call("fd_fdstat_set_rights", 0, READ | WRITE, 0))
                            .isEqualTo(Errno.NOTCAPABLE);
                    assertThat(guest.call("fd_fdstat_set_rights", 1, WRITE, WRITE))
                            .isEqualTo(Errno.NOTCAPABLE);
                });
    }

    @Test
    void fdFilestatGet_stream_allZero() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.put(100, "x".repeat(65));
                    assertThat(guest.call("fd_filestat_get", 2, 100)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.bytes(100, 64)).isEqualTo(new byte[64]);
                    assertThat(guest.text(164, 1)).isEqualTo("x");
                });
    }

    @Test
    void fdClose_once_thenBad() throws Exception {
        Guest.run(
                context,
                guest -> {
                    for (long descriptor = 0; descriptor <= 2; descriptor++) {
                        assertThat(guest.call("fd_close", descriptor)).isEqualTo(Errno.SUCCESS);
                        assertThat(guest.call("fd_close", descriptor)).isEqualTo(Errno.BADF);
                    }
                    assertThat(guest.call("fd_write", 1, 0, 0, 900)).isEqualTo(Errno.BADF);
                    assertThat(guest.call("fd_read", 0, 0, 0, 900)).isEqualTo(Errno.BADF);
                });
    }

    @Test
    void fdRenumber_stdoutOverStderr_writesGoThere() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.put(0, "hello");
                    guest.putInts(1000, 0, 5);
                    assertThat(guest.call("fd_renumber", 1, 2)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.call("fd_write", 1, 1000, 1, 900)).isEqualTo(Errno.BADF);
                    assertThat(guest.call("fd_write", 2, 1000, 1, 900)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.call("fd_renumber", 2, 3)).isEqualTo(Errno.BADF);
                });
        assertThat(stdout.text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({
        "fd_advise, SPIPE",
        "fd_allocate, SPIPE",
        "fd_datasync, INVAL",
        "fd_filestat_set_size, INVAL",
        "fd_filestat_set_times, INVAL",
        "fd_prestat_dir_name, NOTDIR",
        "fd_prestat_get, BADF",
        "fd_readdir, NOTDIR",
        "fd_sync, INVAL"
    })
    void fileFunction_onAStream_refusedAsForAPipe(String function, Errno expected)
            throws Exception {
        Guest.run(
                context,
                guest -> {
                    for (long descriptor = 0; descriptor <= 2; descriptor++) {
                        assertThat(guest.call(function, descriptor, 100, 0, 0, 0))
                                .isEqualTo(expected);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fd_advise",
                "fd_allocate",
                "fd_close",
                "fd_datasync",
                "fd_fdstat_get",
                "fd_fdstat_set_flags",
                "fd_fdstat_set_rights",
                "fd_filestat_get",
                "fd_filestat_set_size",
                "fd_filestat_set_times",
                "fd_prestat_dir_name",
                "fd_prestat_get",
                "fd_readdir",
                "fd_renumber",
                "fd_sync"
            })
    void anyFunction_closedDescriptor_bad(String function) throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("fd_close", 0)).isEqualTo(Errno.SUCCESS);
                    for (long closed : new long[] {0, 3, 128, 0xFFFF_FFFFL}) {
                        assertThat(guest.call(function, closed, 1, 0, 0, 0)).isEqualTo(Errno.BADF);
                    }
                });
    }

    @Test
    void fdAdvise_unknownAdvice_invalid() throws Exception {
        Guest.run(
                context,
                guest -> assertThat(guest.call("fd_advise", 1, 0, 0, 6)).isEqualTo(Errno.INVAL));
    }
}
