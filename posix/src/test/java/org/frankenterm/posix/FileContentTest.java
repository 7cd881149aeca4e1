package org.frankenterm.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.frankenterm.posix.Answers.bytes;
import static org.frankenterm.posix.Answers.open;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentTest {
    @TempDir Path temporary;
    private Path file;
    private Fd fd;
    private FileContent content;

    @BeforeEach
    void openFile() throws IOException {
        file = Files.writeString(temporary.resolve("file"), "0123456789");
        fd = open(file, OpenHow.readWrite());
        content = new FileContent(fd);
    }

    @AfterEach
    void close() {
        fd.close();
    }

    private static ByteBuffer direct(int size) {
        return ByteBuffer.allocateDirect(size);
    }

    private static ByteBuffer direct(String text) {
        return direct(text.length()).put(bytes(text)).flip();
    }

    private static ByteBuffer[] all(ByteBuffer... buffers) {
        return buffers;
    }

    private static String text(ByteBuffer buffer) {
        return UTF_8.decode(buffer.duplicate()).toString();
    }

    @Test
    void read_one_fromWhereItStands() {
        ByteBuffer buffer = direct(4);

        assertThat(content.read(all(buffer), 1)).isEqualTo(4);
        assertThat(text(buffer)).isEqualTo("0123");
        assertThat(content.read(all(buffer), 1)).isEqualTo(4);
        assertThat(text(buffer)).isEqualTo("4567");
        assertThat(content.read(all(buffer), 1)).isEqualTo(2);
        assertThat(content.read(all(buffer), 1)).isZero();
    }

    @Test
    void read_many_oneAfterTheOther() {
        ByteBuffer first = direct(3);
        ByteBuffer second = direct(0);
        ByteBuffer third = direct(20);

        assertThat(content.read(all(first, second, third), 3)).isEqualTo(10);
        assertThat(text(first)).isEqualTo("012");
        assertThat(text(third)).startsWith("3456789\0");
    }

    @Test
    void read_positionToLimit_nothingElseTouched() {
        ByteBuffer buffer = direct("..........").position(3).limit(6);

        assertThat(content.read(all(buffer), 1)).isEqualTo(3);
        assertThat(buffer.position()).isEqualTo(3);
        assertThat(buffer.limit()).isEqualTo(6);
        assertThat(text(buffer.clear())).isEqualTo("...012....");
    }

    @Test
    void read_slices_ofOneMemory() {
        ByteBuffer memory = direct("----------------");

        assertThat(content.read(all(memory.slice(1, 2), memory.slice(8, 3)), 2)).isEqualTo(5);
        assertThat(text(memory)).isEqualTo("-01-----234-----");
    }

    @Test
    void read_count_onlyThoseBuffers() {
        ByteBuffer first = direct(2);
        ByteBuffer second = direct("xx");
        ByteBuffer third = direct("yy");

        assertThat(content.read(all(first, second, third), 2)).isEqualTo(4);
        assertThat(text(third)).isEqualTo("yy");
        assertThat(content.read(all(first), 0)).isZero();
        assertThat(content.seek(0, Whence.CUR)).isEqualTo(4);
    }

    @Test
    void readAt_anywhere_positionStays() {
        ByteBuffer first = direct(2);
        ByteBuffer second = direct(2);

        assertThat(content.readAt(all(first), 1, 8)).isEqualTo(2);
        assertThat(text(first)).isEqualTo("89");
        assertThat(content.readAt(all(first, second), 2, 5)).isEqualTo(4);
        assertThat(text(first) + text(second)).isEqualTo("5678");
        assertThat(content.readAt(all(first), 1, 10)).isZero();
        assertThat(content.readAt(all(first, second), 2, Long.MAX_VALUE - 4)).isZero();
        assertThat(content.seek(0, Whence.CUR)).isZero();
    }

    @Test
    void write_oneAndMany_inOrder() throws IOException {
        assertThat(content.write(all(direct("ab")), 1)).isEqualTo(2);
        assertThat(content.write(all(direct("c"), direct(""), direct("de")), 3)).isEqualTo(3);
        assertThat(Files.readString(file)).isEqualTo("abcde56789");
    }

    @Test
    void write_readOnlyBuffer_itsBytes() throws IOException {
        ByteBuffer readOnly = direct("..abc").position(2).asReadOnlyBuffer();

        assertThat(content.write(all(readOnly), 1)).isEqualTo(3);
        assertThat(Files.readString(file)).isEqualTo("abc3456789");
    }

    @Test
    void writeAt_anywhere_positionStays() throws IOException {
        assertThat(content.writeAt(all(direct("AB")), 1, 4)).isEqualTo(2);
        assertThat(content.writeAt(all(direct("y"), direct("z")), 2, 9)).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("0123AB678yz");
        assertThat(content.seek(0, Whence.CUR)).isZero();
    }

    @Test
    void writeAt_beyond4GiB_there() throws IOException {
        long far = 5L << 30;

        assertThat(content.writeAt(all(direct("x")), 1, far)).isEqualTo(1);
        assertThat(content.writeAt(all(direct("y"), direct("z")), 2, far + 1)).isEqualTo(2);
        assertThat(Files.size(file)).isEqualTo(far + 3);
        ByteBuffer back = direct(3);
        assertThat(content.readAt(all(back), 1, far)).isEqualTo(3);
        assertThat(text(back)).isEqualTo("xyz");
        assertThat(content.seek(far + 1, Whence.SET)).isEqualTo(far + 1);
    }

    @Test
    void write_appending_atTheEnd() throws IOException {
        assertThat(fd.append(true)).isZero();

        assertThat(content.write(all(direct("ab")), 1)).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("0123456789ab");
    }

    @Test
    void buffers_1024_together() throws IOException {
        ByteBuffer[] many = new ByteBuffer[1025];
        Arrays.setAll(many, i -> direct(Integer.toString(i % 10)));

        assertThat(content.write(many, 1024)).isEqualTo(1024);
        assertThat(Files.size(file)).isEqualTo(1024);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content.write(many, 1025))
                .withMessage("1025 of 1025 buffers; at most 1024 go at once");
    }

    @Test
    void buffers_wrongCount_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> content.read(all(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> content.read(all(direct(1)), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> content.write(all(direct(1)), -1));
    }

    @Test
    void buffers_inTheHeap_refused() {
        ByteBuffer heap = ByteBuffer.allocate(4);

        assertThatIllegalArgumentException().isThrownBy(() -> content.read(all(heap), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content.writeAt(all(direct(1), heap), 2, 0));
    }

    @Test
    void buffers_readOnlyToBeFilled_refused() {
        ByteBuffer readOnly = direct(4).asReadOnlyBuffer();

        assertThatIllegalArgumentException().isThrownBy(() -> content.read(all(readOnly), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content.readAt(all(direct(1), readOnly), 2, 0));
    }

    @Test
    void buffers_freedMemory_refused() {
        ByteBuffer buffer;
        try (Arena arena = Arena.ofConfined()) {
            buffer = arena.allocate(8).asByteBuffer();
            assertThat(content.read(all(buffer), 1)).isEqualTo(8);
        }
        assertThatIllegalStateException().isThrownBy(() -> content.read(all(buffer), 1));
    }

    @Test
    void buffers_anotherThreadsMemory_refused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(8);
            CompletableFuture<Throwable> thrown =
                    CompletableFuture.supplyAsync(
                                    () -> DirectBuffers.address(memory.asByteBuffer()))
                            .handle((_, e) -> e.getCause());

            assertThat(thrown.join()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void read_openForWriting_badf() {
        try (Fd writing = open(file, OpenHow.write());
                Fd reading = open(file, OpenHow.read())) {
            assertThat(new FileContent(writing).read(all(direct(1)), 1))
                    .isEqualTo(ErrorNumber.BADF.negated());
            assertThat(new FileContent(reading).write(all(direct(1)), 1))
                    .isEqualTo(ErrorNumber.BADF.negated());
        }
    }

    @Test
    void read_folder_isdir() {
        try (Fd folder = open(temporary, OpenHow.read())) {
            assertThat(new FileContent(folder).read(all(direct(1)), 1))
                    .isEqualTo(ErrorNumber.ISDIR.negated());
        }
    }

    @Test
    void readAt_negativePosition_inval() {
        assertThat(content.readAt(all(direct(1)), 1, -1)).isEqualTo(ErrorNumber.INVAL.negated());
        assertThat(content.writeAt(all(direct(1), direct(1)), 2, -1))
                .isEqualTo(ErrorNumber.INVAL.negated());
    }

    @Test
    void stream_positions_spipe() throws Exception {
        Path fifo = temporary.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
        try (Fd both = open(fifo, OpenHow.readWrite())) {
            FileContent stream = new FileContent(both);

            assertThat(stream.read(all(direct(1)), 1)).isEqualTo(ErrorNumber.AGAIN.negated());
            assertThat(stream.write(all(direct("to"), direct("gether")), 2)).isEqualTo(8);
            ByteBuffer read = direct(20);
            assertThat(stream.read(all(read), 1)).isEqualTo(8);
            assertThat(text(read)).startsWith("together");
            assertThat(stream.seek(0, Whence.CUR)).isEqualTo(ErrorNumber.SPIPE.negated());
            assertThat(stream.readAt(all(read), 1, 0)).isEqualTo(ErrorNumber.SPIPE.negated());
            assertThat(stream.advise(0, 0, Advice.RANDOM))
                    .isEqualTo((int) ErrorNumber.SPIPE.negated());
            assertThat(stream.truncate(0)).isEqualTo((int) ErrorNumber.INVAL.negated());
        }
    }

    @Test
    void seek_eachWhence_newPosition() {
        assertThat(content.seek(7, Whence.SET)).isEqualTo(7);
        assertThat(content.seek(-2, Whence.CUR)).isEqualTo(5);
        assertThat(content.seek(3, Whence.END)).isEqualTo(13);
        assertThat(content.seek(-1, Whence.SET)).isEqualTo(ErrorNumber.INVAL.negated());
    }

    @Test
    void truncate_shorterAndLonger_exactlySo() throws IOException {
        assertThat(content.truncate(3)).isZero();
        assertThat(content.truncate(5)).isZero();
        assertThat(Files.readString(file)).isEqualTo("012\0\0");
        assertThat(content.truncate(-1)).isEqualTo((int) ErrorNumber.INVAL.negated());
        try (Fd reading = open(file, OpenHow.read())) {
            assertThat(new FileContent(reading).truncate(0))
                    .isEqualTo((int) ErrorNumber.INVAL.negated());
        }
    }

    @Test
    void allocate_range_atLeastSoLong() throws IOException {
        assertThat(content.allocate(4, 100)).isZero();
        assertThat(Files.size(file)).isEqualTo(104);
        assertThat(content.allocate(0, 2)).isZero();
        assertThat(Files.size(file)).isEqualTo(104);
        assertThat(content.allocate(0, 0)).isEqualTo((int) ErrorNumber.INVAL.negated());
    }

    @Test
    void advise_each_taken() {
        for (Advice advice : Advice.values()) {
            assertThat(content.advise(0, 10, advice)).isZero();
        }
        assertThat(content.advise(0, -1, Advice.NORMAL))
                .isEqualTo((int) ErrorNumber.INVAL.negated());
    }
}
