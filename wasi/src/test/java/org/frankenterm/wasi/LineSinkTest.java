package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSinkTest {
    private final List<String> lines = new ArrayList<>();

    private LineSink sink(int maxLineBytes, long maxBytes) {
        return new LineSink(
                line -> lines.add(new String(line, StandardCharsets.ISO_8859_1)),
                maxLineBytes,
                maxBytes);
    }

    private static void write(LineSink sink, String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.ISO_8859_1);
        sink.write(bytes, 1, bytes.length - 2);
    }

    @Test
    void write_linesInPieces_handedOverWhenComplete() {
        LineSink sink = sink(100, 1000);

        write(sink, "one\ntw");
        assertThat(lines).containsExactly("one");
        write(sink, "o\n\nthree");

        assertThat(lines).containsExactly("one", "two", "");
        assertThat(sink.flush()).isZero();
        assertThat(lines).containsExactly("one", "two", "", "three");
    }

    @Test
    void flush_nothingPending_handsOverNothing() {
        LineSink sink = sink(100, 1000);

        write(sink, "line\n");
        assertThat(sink.flush()).isZero();
        assertThat(sink.flush()).isZero();

        assertThat(lines).containsExactly("line");
    }

    @Test
    void write_bytesThatAreNoText_unchanged() {
        LineSink sink = sink(100, 1000);

        write(sink, "\u001b[2J\r\0\u00ff\n");

        assertThat(lines).containsExactly("\u001b[2J\r\0\u00ff");
    }

    @Test
    void write_lineTooLong_restOfItDroppedAndCounted() {
        LineSink sink = sink(4, 1000);

        write(sink, "123");
        write(sink, "45678");
        write(sink, "9\nnext\n");

        assertThat(lines).containsExactly("1234", "next");
        assertThat(sink.flush()).isEqualTo(5);
        assertThat(sink.flush()).isZero();
    }

    @Test
    void write_lineLongerThanTheFirstBuffer_whole() {
        LineSink sink = sink(1000, 10_000);
        String line = "x".repeat(1000);

        write(sink, line + "\n");

        assertThat(lines).containsExactly(line);
    }

    @Test
    void write_tooMuchInAll_restDroppedUntilFlush() {
        LineSink sink = sink(100, 6);

        write(sink, "abc\ndefgh\n");
        write(sink, "more\n");

        assertThat(lines).containsExactly("abc");
        assertThat(sink.flush()).isEqualTo(4 + 5);
        write(sink, "again\n");
        assertThat(lines).containsExactly("abc", "de", "again");
    }

    @Test
    void write_lineFeedsOnly_boundedByTheAllowance() {
        LineSink sink = sink(100, 50);

        write(sink, "\n".repeat(1000));

        assertThat(lines).hasSize(50).containsOnly("");
        assertThat(sink.flush()).isEqualTo(950);
    }

    @Test
    void write_rangeOutsideTheArray_refused() {
        LineSink sink = sink(100, 50);

        assertThatThrownBy(() -> sink.write(new byte[4], 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void lineSink_limitBelowOne_refused() {
        assertThatThrownBy(() -> sink(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
