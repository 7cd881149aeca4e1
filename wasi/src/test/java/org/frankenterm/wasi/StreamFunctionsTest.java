package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StreamFunctionsTest {
    private static final long VECTORS = 1000;
    private static final long COUNT = 900;

    private final Captured stdout = new Captured();
    private final Captured stderr = new Captured();
    private final WasiContext.Builder context = WasiContext.builder().stdout(stdout).stderr(stderr);

    private static Errno write(Guest guest, long descriptor, long vectors) throws Exception {
        return guest.call("fd_write", descriptor, VECTORS, vectors, COUNT);
    }

    @Test
    void fdWrite_pieces_joinedInOrder() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.put(0, "worldhello, ");
                    guest.putInts(VECTORS, 5, 7, 0xFFFF_FFFFL, 0, 0, 5);
                    assertThat(write(guest, 1, 3)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(COUNT)).isEqualTo(12);
                    guest.putInts(VECTORS, 0, 5);
                    assertThat(write(guest, 2, 1)).isEqualTo(Errno.SUCCESS);
                });

        assertThat(stdout.text()).isEqualTo("hello, world");
        assertThat(stderr.text()).isEqualTo("world");
    }

    @Test
    void fdWrite_noPieces_writesNothing() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.putInts(COUNT, -1);
                    assertThat(write(guest, 1, 0)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(COUNT)).isZero();
                });
        assertThat(stdout.size()).isZero();
    }

    @Test
    void fdWrite_wholeMemory_allOfIt() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.putInts(VECTORS, 0, Guest.MEMORY);
                    assertThat(write(guest, 1, 1)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(COUNT)).isEqualTo((int) Guest.MEMORY);
                });
        assertThat(stdout.size()).isEqualTo((int) Guest.MEMORY);
    }

    @Test
    void fdWrite_moreThanACallTakes_short() throws Exception {
        Guest.run(
                context,
                guest -> {
                    for (int i = 0; i < 20; i++) {
                        guest.putInts(VECTORS + 8L * i, 1, 60_000);
                    }
                    assertThat(write(guest, 1, 20)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(COUNT)).isEqualTo(StreamFunctions.MAX_TAKE);
                });
        assertThat(stdout.size()).isEqualTo(StreamFunctions.MAX_TAKE);
    }

    @Test
    void fdWrite_onePieceOutside_nothingWritten() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.putInts(VECTORS, 0, 5, Guest.MEMORY - 4, 5);
                    assertThat(write(guest, 1, 2)).isEqualTo(Errno.FAULT);
                    guest.putInts(VECTORS, 0, 5, 0xFFFF_FFF0L, 0x20);
                    assertThat(write(guest, 1, 2)).isEqualTo(Errno.FAULT);
                    guest.putInts(VECTORS, 0, 5, 1, 0xFFFF_FFFFL);
                    assertThat(write(guest, 1, 2)).isEqualTo(Errno.FAULT);
                });
        assertThat(stdout.size()).isZero();
    }

    @Test
    void fdWrite_tooManyPieces_invalid() throws Exception {
        Guest.run(
                context,
                guest -> {
                    long most = IoVectors.MAX_COUNT;
                    assertThat(write(guest, 1, most)).isEqualTo(Errno.SUCCESS);
                    assertThat(write(guest, 1, most + 1)).isEqualTo(Errno.INVAL);
                });
    }

    @Test
    void fdWrite_lengthsOverflow32Bits_invalid() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.grow();
                    for (int i = 0; i < IoVectors.MAX_COUNT; i++) {
                        guest.putInts(VECTORS + 8L * i, 0, Guest.GROWN);
                    }
                    assertThat(IoVectors.MAX_COUNT * Guest.GROWN).isGreaterThan(1L << 32);
                    assertThat(write(guest, 1, IoVectors.MAX_COUNT)).isEqualTo(Errno.INVAL);
                });
        assertThat(stdout.size()).isZero();
    }

    @Test
    void fdWrite_countPointerOutside_nothingWritten() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.putInts(VECTORS, 0, 5);
                    assertThat(guest.call("fd_write", 1, VECTORS, 1, Guest.MEMORY - 3))
                            .isEqualTo(Errno.FAULT);
                });
        assertThat(stdout.size()).isZero();
    }

    @Test
    void fdWrite_sinkFails_ioError() throws Exception {
        OutputSink broken =
                (_, _, _) -> {
                    throw new IOException("gone");
                };
        Guest.run(
                WasiContext.builder().stdout(broken),
                guest -> {
                    guest.putInts(VECTORS, 0, 5);
                    assertThat(write(guest, 1, 1)).isEqualTo(Errno.IO);
                    assertThat(guest.word(COUNT)).isZero();
                });
    }

    @Test
    void fdWrite_notAnOutput_badDescriptor() throws Exception {
        Guest.run(
                context,
                guest -> {
                    for (long descriptor : new long[] {0, 3, 127, 128, 1L << 31, 0xFFFF_FFFFL}) {
                        assertThat(write(guest, descriptor, 1)).isEqualTo(Errno.BADF);
                    }
                });
    }

    @Test
    void fdRead_stdin_atItsEnd() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.putInts(COUNT, -1);
                    guest.putInts(VECTORS, 0, 100);
                    assertThat(guest.call("fd_read", 0, VECTORS, 1, COUNT))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(COUNT)).isZero();
                });
    }

    @Test
    void fdRead_pieceOutside_faults() throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.putInts(VECTORS, Guest.MEMORY, 1);
                    assertThat(guest.call("fd_read", 0, VECTORS, 1, COUNT)).isEqualTo(Errno.FAULT);
                });
    }

    @Test
    void fdRead_notAnInput_badDescriptor() throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("fd_read", 1, VECTORS, 1, COUNT)).isEqualTo(Errno.BADF);
                    assertThat(guest.call("fd_read", 3, VECTORS, 1, COUNT)).isEqualTo(Errno.BADF);
                });
    }

    @Test
    void positions_streams_illegalSeek() throws Exception {
        Guest.run(
                context,
                guest -> {
                    for (long descriptor = 0; descriptor <= 2; descriptor++) {
                        assertThat(guest.call("fd_seek", descriptor, 0, 1, COUNT))
                                .isEqualTo(Errno.SPIPE);
                        assertThat(guest.call("fd_tell", descriptor, COUNT)).isEqualTo(Errno.SPIPE);
                    }
                    assertThat(guest.call("fd_pread", 0, VECTORS, 1, 0, COUNT))
                            .isEqualTo(Errno.SPIPE);
                    assertThat(guest.call("fd_pwrite", 1, VECTORS, 1, 0, COUNT))
                            .isEqualTo(Errno.SPIPE);
                    assertThat(guest.call("fd_seek", 1, 0, 3, COUNT)).isEqualTo(Errno.INVAL);
                });
    }

    @Test
    void positionedTransfers_wrongDirectionOrClosed_badDescriptor() throws Exception {
        Guest.run(
                context,
                guest -> {
                    for (long descriptor : new long[] {1, 2, 3}) {
                        assertThat(guest.call("fd_pread", descriptor, VECTORS, 1, 0, COUNT))
                                .isEqualTo(Errno.BADF);
                    }
                    for (long descriptor : new long[] {0, 3}) {
                        assertThat(guest.call("fd_pwrite", descriptor, VECTORS, 1, 0, COUNT))
                                .isEqualTo(Errno.BADF);
                    }
                    assertThat(guest.call("fd_seek", 3, 0, 1, COUNT)).isEqualTo(Errno.BADF);
                    assertThat(guest.call("fd_tell", 3, COUNT)).isEqualTo(Errno.BADF);
                });
    }
}
