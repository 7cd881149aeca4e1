package org.frankenterm.extension.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.text.Quantity;

/// A recording that is being made: a file that nobody but its user may read, because it holds what
/// the guest saw. Frames are written as they come and handed to the system after each guest call.
/// What can't be written ends the recording and nothing else. One thread at a time.
public final class RecordingWriter implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int BUFFER_BYTES = 64 << 10;

    /// Kept back for the frame that says why there is no more.
    private static final int RESERVE_BYTES = 256;

    private final FileChannel file;
    private final long most;
    private final Encoder encoder = new Encoder();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long length;
    private boolean open = true;
    private String problem = "";

    private RecordingWriter(FileChannel file, long most) {
        this.file = file;
        this.most = most;
    }

    /// Begins a recording.
    ///
    /// @param path where; a recording that is there is replaced, anything else is not
    /// @throws ExtensionException if there is something else, or it can't be written
    public static RecordingWriter create(Path path, Frame.Head head) {
        return create(path, head, RecordingForm.MAX_BYTES);
    }

    static RecordingWriter create(Path path, Frame.Head head, long most) {
        try {
            replace(path);
            RecordingWriter writer =
                    new RecordingWriter(
                            FileChannel.open(
                                    path,
                                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                    OWN),
                            most);
            writer.begin(head);
            return writer;
        } catch (IOException e) {
            throw refusal(path, WholeFile.reason(e), e);
        }
    }

    private static ExtensionException refusal(Path path, String why, Exception cause) {
        return new ExtensionException(
                ErrorCode.IO,
                "can't record to %s: %s".formatted(WholeFile.shown(path), why),
                cause);
    }

    /// A recording makes way. A module that was named by mistake doesn't, nor does what a link
    /// leads to.
    private static void replace(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is a link or no regular file; name another");
        }
        if (Files.size(path) > 0 && !isRecording(path)) {
            throw new IOException("there is another file, which is no recording; name another");
        }
        Files.delete(path);
    }

    private static boolean isRecording(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] family = in.readNBytes(RecordingForm.FAMILY_BYTES);
            return Arrays.equals(
                    family, 0, family.length, RecordingForm.MAGIC, 0, RecordingForm.FAMILY_BYTES);
        }
    }

    private void begin(Frame.Head head) throws IOException {
        try {
            write(RecordingForm.MAGIC);
            append(head);
            flush();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// Whether frames are still taken.
    public boolean isOpen() {
        return open;
    }

    /// Why no more frames are taken; empty while they are, or if the recording was closed.
    public String problem() {
        return problem;
    }

    /// Appends a frame, if there is room and the disk takes it; otherwise the recording ends.
    public void add(Frame frame) {
        if (!open) {
            return;
        }
        try {
            append(frame);
            if (frame instanceof Frame.End) {
                flush();
            }
        } catch (IOException e) {
            fail(WholeFile.reason(e));
        }
    }

    private void append(Frame frame) throws IOException {
        FrameCode.encode(frame, encoder);
        byte[] body = encoder.taken();
        if (length + RecordingForm.FRAME_BYTES + body.length > most - RESERVE_BYTES) {
            end("a recording may have " + Quantity.bytes(most));
        } else if (body.length > RecordingForm.MAX_BODY_BYTES) {
            end("one call moved more than a recording takes");
        } else {
            frame(body);
        }
    }

    /// Ends the recording, and says so in it.
    ///
    /// @param why a part of a sentence
    public void end(String why) {
        if (!open) {
            return;
        }
        try {
            FrameCode.encode(new Frame.Closed(why), encoder);
            frame(encoder.taken());
            flush();
            fail(why);
        } catch (IOException e) {
            fail(WholeFile.reason(e));
        }
    }

    private void frame(byte[] body) throws IOException {
        byte[] header =
                ByteBuffer.allocate(RecordingForm.FRAME_BYTES)
                        .putInt(body.length)
                        .putInt(RecordingForm.checksum(body))
                        .array();
        write(header);
        write(body);
    }

    private void write(byte[] bytes) throws IOException {
        length += bytes.length;
        if (bytes.length > buffer.remaining()) {
            flush();
        }
        if (bytes.length > buffer.capacity()) {
            drain(ByteBuffer.wrap(bytes));
        } else {
            buffer.put(bytes);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        try {
            drain(buffer);
        } finally {
            buffer.clear();
        }
    }

    private void drain(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private void fail(String why) {
        open = false;
        problem = why;
        try {
            file.close();
        } catch (IOException e) {
            problem = why + "; " + WholeFile.reason(e);
        }
    }

    /// Ends the recording as it should end. Idempotent.
    @Override
    public void close() {
        if (open) {
            end("");
        }
    }
}
