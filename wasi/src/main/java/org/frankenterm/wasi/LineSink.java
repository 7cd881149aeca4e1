package org.frankenterm.wasi;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/// Cuts a guest's output into lines and hands each over as raw bytes, without its line feed.
///
/// Bounded both ways: what a line has beyond its limit, and what is written beyond the limit
/// between two flushes, is dropped and counted. It never holds more than one line. For one thread,
/// the guest's.
public final class LineSink implements OutputSink {
    private static final int FIRST_CAPACITY = 256;

    private final Consumer<byte[]> lines;
    private final int maxLineBytes;
    private final long maxBytes;

    private byte[] line;
    private int length;
    private long taken;
    private long dropped;

    /// Makes an empty sink.
    ///
    /// @param lines takes each line; the array is its own
    /// @param maxLineBytes the longest line handed over, 1 or more; the rest of the line is dropped
    /// @param maxBytes the most that is taken from one flush to the next, line feeds included, 1 or
    ///   more
    /// @throws IllegalArgumentException if a limit is below 1
    public LineSink(Consumer<byte[]> lines, int maxLineBytes, long maxBytes) {
        if (maxLineBytes < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("limits of captured output must be at least 1 byte");
        }
        this.lines = lines;
        this.maxLineBytes = maxLineBytes;
        this.maxBytes = maxBytes;
        this.line = new byte[Math.min(FIRST_CAPACITY, maxLineBytes)];
    }

    /// Takes bytes and hands over every line that is complete with them.
    ///
    /// @param bytes holds what was written
    /// @param offset of the first byte
    /// @param length how many
    /// @throws IndexOutOfBoundsException if the range is not inside the array
    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int allowed = (int) Math.min(length, maxBytes - taken);
        taken += allowed;
        dropped += length - allowed;
        int start = offset;
        for (int i = offset; i < offset + allowed; i++) {
            if (bytes[i] == '\n') {
                append(bytes, start, i - start);
                handOver();
                start = i + 1;
            }
        }
        append(bytes, start, offset + allowed - start);
    }

    /// Hands over a last line that has no line feed, and begins a new allowance. Called at the end
    /// of each call of the guest.
    ///
    /// @return how many bytes were dropped since the last flush
    public long flush() {
        if (length > 0) {
            handOver();
        }
        long lost = dropped;
        dropped = 0;
        taken = 0;
        return lost;
    }

    private void append(byte[] bytes, int offset, int count) {
        int kept = Math.min(count, maxLineBytes - length);
        dropped += count - kept;
        if (length + kept > line.length) {
            int doubled = (int) Math.min(2L * line.length, maxLineBytes);
            line = Arrays.copyOf(line, Math.max(doubled, length + kept));
        }
        System.arraycopy(bytes, offset, line, length, kept);
        length += kept;
    }

    private void handOver() {
        byte[] complete = Arrays.copyOf(line, length);
        length = 0;
        lines.accept(complete);
    }
}
