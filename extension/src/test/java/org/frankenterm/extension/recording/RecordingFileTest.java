package org.frankenterm.extension.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.testing.SmallDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// [RecordingWriter] and [RecordingReader] over files.
class RecordingFileTest {
    private static final Frame.Head HEAD =
            new Frame.Head("0.1.0", "48", "guest", "1.0.0", ResourceLimits.DEFAULT, new byte[9]);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("run.ftrec");
    }

    private static Frame.Begin begin(String payload) {
        return new Frame.Begin(Stage.HANDLER, "run", "bell", payload);
    }

    private static Frame.End end() {
        return new Frame.End(new CallOutcome.Completed(), 1, 0, 0, List.of());
    }

    private List<Frame> frames() throws IOException, Damaged {
        List<Frame> frames = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            Optional<Frame> next = reader.next();
            while (next.isPresent()) {
                frames.add(next.get());
                next = reader.next();
            }
        }
        return frames;
    }

    @Test
    void frames_written_readInOrder() throws Exception {
        try (RecordingWriter writer = RecordingWriter.create(file, HEAD)) {
            writer.add(begin("{}"));
            writer.add(end());
        }
        assertThat(frames())
                .usingRecursiveComparison()
                .isEqualTo(List.of(HEAD, begin("{}"), end(), new Frame.Closed("")));
    }

    @Test
    void file_new_forItsUserOnlyFromTheBeginning() throws Exception {
        try (RecordingWriter writer = RecordingWriter.create(file, HEAD)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(writer.isOpen()).isTrue();
        }
    }

    @Test
    void file_openToOthersBefore_replacedByOneThatIsNot() throws Exception {
        Files.writeString(file, "FTREC001");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        RecordingWriter.create(file, HEAD).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void file_somethingElse_stays() throws Exception {
        Files.writeString(file, "a module, by mistake");
        refused("there is another file, which is no recording; name another");
        assertThat(file).hasContent("a module, by mistake");
    }

    @Test
    void file_linkFolderOrMissingFolder_refused() throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "FTREC001");
        Files.createSymbolicLink(file, target);
        refused("it is a link or no regular file; name another");
        assertThat(target).hasContent("FTREC001");

        file = folder;
        refused("it is a link or no regular file; name another");

        file = folder.resolve("missing/run.ftrec");
        refused("there is no such folder");
    }

    private void refused(String why) {
        ExtensionException refused =
                catchThrowableOfType(
                        ExtensionException.class, () -> RecordingWriter.create(file, HEAD));
        assertThat(refused.code()).isEqualTo(ErrorCode.IO);
        assertThat(refused.message()).startsWith("can't record to ").endsWith(": " + why);
    }

    @Test
    void write_overTheMost_recordingEndsAndSaysSo() throws Exception {
        RecordingWriter writer = RecordingWriter.create(file, HEAD, 1_000);
        writer.add(begin("x".repeat(400)));
        writer.add(begin("x".repeat(400)));
        writer.add(end());

        assertThat(writer.isOpen()).isFalse();
        assertThat(writer.problem()).isEqualTo("a recording may have 1,000 bytes");
        assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
        assertThat(frames()).hasSize(3).last().isEqualTo(new Frame.Closed(writer.problem()));
        writer.close();
    }

    @Test
    void write_frameOverTheLongest_recordingEndsAndSaysSo() throws Exception {
        RecordingWriter writer = RecordingWriter.create(file, HEAD);
        Region huge = new Region(0, new byte[RecordingForm.MAX_BODY_BYTES]);
        writer.add(
                new Frame.HostCall(
                        "fd_write",
                        List.of(),
                        List.of(huge),
                        List.of(),
                        new Ending.Returned(0),
                        List.of(),
                        List.of()));
        assertThat(writer.problem()).isEqualTo("one call moved more than a recording takes");
        assertThat(frames()).hasSize(2);
    }

    @Test
    void write_fullDisk_recordingEnds() throws Exception {
        try (SmallDisk disk = SmallDisk.over(folder, "64k")) {
            assertThat(disk).isNotNull();
            try (RecordingWriter writer = RecordingWriter.create(file, HEAD)) {
                for (int i = 0; i < 10; i++) {
                    writer.add(begin("x".repeat(20_000)));
                    writer.add(end());
                }
                assertThat(writer.isOpen()).isFalse();
                assertThat(writer.problem()).isEqualTo("No space left on device");
            }
            assertThat(frames()).hasSizeBetween(3, 10);
        }
    }

    @Test
    void read_cutAnywhere_wholeFramesThenTheEnd() throws Exception {
        try (RecordingWriter writer = RecordingWriter.create(file, HEAD)) {
            writer.add(begin("{}"));
        }
        byte[] whole = Files.readAllBytes(file);
        int all = frames().size();
        for (int length = RecordingForm.MAGIC.length; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(frames().size()).isLessThan(all);
        }
    }

    @Test
    void read_anyByteChanged_damagedOrCutOffOrRefused() throws Exception {
        try (RecordingWriter writer = RecordingWriter.create(file, HEAD)) {
            writer.add(begin("{}"));
        }
        byte[] whole = Files.readAllBytes(file);
        int all = frames().size();
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Files.write(file, changed);
            try {
                assertThat(frames()).as("byte %d", i).hasSizeLessThan(all);
            } catch (Damaged | ExtensionException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    @Test
    void open_noRecording_refusedWithTheReason() throws Exception {
        opened(ErrorCode.NOT_FOUND, "there is no file " + file);
        Files.writeString(file, "text");
        opened(ErrorCode.INVALID_RECORDING, "can't read " + file + ": it is no recording");
        Files.writeString(file, "FTREC999");
        opened(
                ErrorCode.INVALID_RECORDING,
                "can't read %s: it is a recording of a form that this host doesn't know; replay it with the host that made it"
                        .formatted(file));
        file = folder;
        opened(ErrorCode.IO, "can't read " + file + ": it is not a regular file");
    }

    @Test
    void open_huge_refusedUnread() throws Exception {
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(RecordingForm.MAX_BYTES + 1);
        }
        opened(
                ErrorCode.INVALID_RECORDING,
                "can't read %s: a recording may have 256 MiB, and it has 268,435,457 bytes"
                        .formatted(file));
    }

    private void opened(ErrorCode code, String message) {
        assertThatThrownBy(() -> RecordingReader.open(file))
                .isInstanceOfSatisfying(
                        ExtensionException.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(code);
                            assertThat(refused.message()).isEqualTo(message);
                        });
    }
}
