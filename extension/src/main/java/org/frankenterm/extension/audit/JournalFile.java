package org.frankenterm.extension.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A journal file being written: a chain of lines, each with the digest of the one before. The
/// first has that of the file's name, so that no file can stand in for another. One thread.
///
/// Lines wait in memory until [#flush]; what that fails to write it writes the next time, at the
/// same place.
final class JournalFile implements Closeable {
    private final String name;
    private final FileChannel channel;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private String hash;
    private long sequence;
    private long written;

    private JournalFile(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
        this.hash = Digest.sha256(name);
    }

    /// Makes a file, 0600.
    ///
    /// @throws IOException if it can't be made, because there is one for instance
    static JournalFile create(Path folder, String name) throws IOException {
        return create(folder, name, name);
    }

    /// The same under another name than the one it will get.
    static JournalFile create(Path folder, String name, String path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(path),
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return new JournalFile(name, channel);
    }

    void append(JournalRecord record) {
        append(JournalLine.write(hash, sequence + 1, record));
    }

    /// Takes over a line of another file.
    void append(JournalLine line) {
        append(line.movedTo(hash, sequence + 1));
    }

    private void append(String line) {
        byte[] bytes = (line + "\n").getBytes(US_ASCII);
        waiting.write(bytes, 0, bytes.length);
        sequence++;
        hash = Digest.sha256(line);
    }

    /// Bytes that wait for [#flush].
    int waiting() {
        return waiting.size();
    }

    /// Writes what waits.
    ///
    /// @throws IOException if not all of it could be written, because the disk is full for instance
    void flush() throws IOException {
        if (waiting.size() == 0) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(waiting.toByteArray());
        long at = written;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        written = at;
        waiting.reset();
    }

    /// Makes what was written survive a power cut.
    void force() throws IOException {
        channel.force(false);
    }

    /// Where the file ends, once everything is flushed.
    HeadEntry entry(boolean closed) {
        return new HeadEntry(name, sequence, hash, written, closed);
    }

    String name() {
        return name;
    }

    long bytes() {
        return written + waiting.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
