package org.frankenterm.extension.recording;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.text.Quantity;
import org.jspecify.annotations.Nullable;

/// A recording that is being read, frame by frame. It may come from anybody: nothing in it is
/// believed, and no more memory is used than one frame has. One thread.
public final class RecordingReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final FileChannel file;
    private DataInputStream in;

    private RecordingReader(FileChannel file) {
        this.file = file;
        this.in = stream();
    }

    private DataInputStream stream() {
        return new DataInputStream(
                new BufferedInputStream(Channels.newInputStream(file), BUFFER_BYTES));
    }

    /// Opens a recording. Links are followed: what its user names is what is read.
    ///
    /// @throws ExtensionException if there is none, it is no regular file, too large, of another
    ///   form, or can't be read
    public static RecordingReader open(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path)) { // a pipe would block
            throw refusal(ErrorCode.IO, path, "it is not a regular file");
        }
        FileChannel file = null;
        try {
            file = FileChannel.open(path, StandardOpenOption.READ);
            RecordingReader reader = new RecordingReader(file);
            reader.check(path);
            return reader;
        } catch (NoSuchFileException missing) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND, "there is no file " + WholeFile.shown(path));
        } catch (IOException e) {
            close(file);
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't read %s: %s".formatted(WholeFile.shown(path), WholeFile.reason(e)),
                    e);
        } catch (ExtensionException refused) {
            close(file);
            throw refused;
        }
    }

    private static void close(@Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException afterAnother) {
            // The first problem is the one to be told.
        }
    }

    private static ExtensionException refusal(ErrorCode code, Path path, String why) {
        return new ExtensionException(
                code, "can't read %s: %s".formatted(WholeFile.shown(path), why));
    }

    private void check(Path path) throws IOException {
        if (file.size() > RecordingForm.MAX_BYTES) {
            throw refusal(
                    ErrorCode.INVALID_RECORDING,
                    path,
                    "a recording may have %s, and it has %s"
                            .formatted(
                                    Quantity.bytes(RecordingForm.MAX_BYTES),
                                    Quantity.bytes(file.size())));
        }
        byte[] begin = in.readNBytes(RecordingForm.MAGIC.length);
        if (Arrays.equals(begin, RecordingForm.MAGIC)) {
            return;
        }
        int family = RecordingForm.FAMILY_BYTES;
        boolean known =
                begin.length > family
                        && Arrays.equals(begin, 0, family, RecordingForm.MAGIC, 0, family);
        throw refusal(
                ErrorCode.INVALID_RECORDING,
                path,
                known
                        ? "it is a recording of a form that this host doesn't know; replay it with the host that made it"
                        : "it is no recording");
    }

    /// The next frame.
    ///
    /// @return empty at the end, and if the rest of the file is no whole frame
    /// @throws Damaged if it is not what was written
    public Optional<Frame> next() throws Damaged, IOException {
        byte[] header = in.readNBytes(RecordingForm.FRAME_BYTES);
        if (header.length < RecordingForm.FRAME_BYTES) {
            return Optional.empty();
        }
        ByteBuffer numbers = ByteBuffer.wrap(header);
        int length = numbers.getInt();
        if (length < 0 || length > RecordingForm.MAX_BODY_BYTES) {
            throw new Damaged("a frame has an impossible length");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            return Optional.empty();
        }
        if (RecordingForm.checksum(body) != numbers.getInt()) {
            throw new Damaged("a frame's checksum is wrong");
        }
        return Optional.of(FrameCode.decode(body));
    }

    /// Goes back to the first frame.
    public void rewind() throws IOException {
        file.position(RecordingForm.MAGIC.length);
        in = stream();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
