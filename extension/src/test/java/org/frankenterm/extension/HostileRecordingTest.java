package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.recording.Ending;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.RecordingReader;
import org.frankenterm.extension.recording.RecordingWriter;
import org.frankenterm.extension.recording.Region;
import org.frankenterm.wasmtime.Wat;
import org.frankenterm.wasmtime.testing.AttackModules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Recordings that no host made: a replay refuses them or finds a difference, and never anything
/// else.
@Timeout(120)
class HostileRecordingTest {
    /// Magic, and what each frame has besides its body.
    private static final int MAGIC_BYTES = 8;

    private static final String ESCAPE = "\u001b[2J";

    @TempDir private Path folder;
    private Path file;
    private Path hostile;
    private ExtensionHost host;

    /// Of a guest that prints, asks for its arguments and a variable, and logs.
    @BeforeEach
    void record() throws Exception {
        file = folder.resolve("run.ftrec");
        hostile = folder.resolve("hostile.ftrec");
        Path example = Path.of("../examples/hello-c");
        RecordedRun.record(
                LoadRequest.of(example).withGrants("all"), file, Event.of(HostFixture.EVENT));
        ResourceLimits most = ResourceLimits.MAXIMUM;
        host =
                ExtensionHost.open(
                        RecordedRun.config(
                                new ResourceLimits(
                                        most.maxMemoryBytes(),
                                        most.fuelPerCall(),
                                        Duration.ofMillis(100),
                                        most.maxStorageBytes())));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private ReplayReport replay() throws InterruptedException {
        return host.replay(hostile, null, call -> {});
    }

    private ExtensionException refusal() {
        return catchThrowableOfType(ExtensionException.class, this::replay);
    }

    private List<Frame> frames() throws Exception {
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

    private void write(List<Frame> frames) {
        try (RecordingWriter writer =
                RecordingWriter.create(hostile, (Frame.Head) frames.getFirst())) {
            for (Frame frame : frames.subList(1, frames.size())) {
                if (frame instanceof Frame.Closed(String reason)) {
                    writer.end(reason);
                } else {
                    writer.add(frame);
                }
            }
        }
    }

    /// Writes the recording with its first host call replaced.
    private void withFirstCall(UnaryOperator<Frame.HostCall> change) throws Exception {
        List<Frame> frames = frames();
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i) instanceof Frame.HostCall call) {
                frames.set(i, change.apply(call));
                break;
            }
        }
        write(frames);
    }

    private static Frame.HostCall writing(Frame.HostCall call, Region region) {
        return new Frame.HostCall(
                call.function(),
                call.arguments(),
                call.reads(),
                List.of(region),
                call.ending(),
                call.lines(),
                call.actions());
    }

    @Test
    void recording_unchanged_same() throws Exception {
        write(frames());
        assertThat(replay().difference()).isEmpty();
    }

    @Test
    void write_pastTheMemory_refused() throws Exception {
        withFirstCall(call -> writing(call, new Region(0xFFFF_FFF0L, new byte[32])));
        assertThat(replay().difference())
                .endsWith("what is recorded as written lies outside the memory");
    }

    @Test
    void write_megabytesOverTheMemorysEnd_refused() throws Exception {
        withFirstCall(call -> writing(call, new Region(0, new byte[32 << 20])));
        assertThat(replay().difference())
                .endsWith("what is recorded as written lies outside the memory");
    }

    @Test
    void read_pastTheMemory_differs() throws Exception {
        withFirstCall(call ->
                new Frame.HostCall(
                        call.function(),
                        call.arguments(),
                        List.of(new Region(0xFFFF_FFFFL, new byte[2])),
                        call.writes(),
                        call.ending(),
                        call.lines(),
                        call.actions()));
        assertThat(replay().difference()).endsWith("lies outside the memory");
    }

    @Test
    void actions_moreThanACallMayAskFor_refused() throws Exception {
        withFirstCall(call ->
                new Frame.HostCall(
                        call.function(),
                        call.arguments(),
                        call.reads(),
                        call.writes(),
                        call.ending(),
                        call.lines(),
                        Collections.nCopies(2_000, new Action.Notify("a", "b"))));
        assertThat(replay().difference()).contains("more actions than a call may ask for");
    }

    @Test
    void arguments_otherThanTheFunctionHas_differs() throws Exception {
        withFirstCall(call ->
                new Frame.HostCall(
                        call.function(),
                        List.of(),
                        List.of(),
                        List.of(),
                        call.ending(),
                        List.of(),
                        List.of()));
        assertThat(replay().same()).isFalse();
    }

    @Test
    void texts_withEscapeSequences_shownSafely() throws Exception {
        withFirstCall(call ->
                new Frame.HostCall(
                        ESCAPE,
                        call.arguments(),
                        call.reads(),
                        call.writes(),
                        call.ending(),
                        List.of(),
                        List.of()));
        assertThat(replay().difference()).contains("[2J").doesNotContain("\u001b");

        withFirstCall(call ->
                new Frame.HostCall(
                        call.function(),
                        call.arguments(),
                        call.reads(),
                        call.writes(),
                        new Ending.Aborted(ESCAPE),
                        List.of(),
                        List.of()));
        assertThat(replay().difference()).contains("[2J").doesNotContain("\u001b");

        List<Frame> frames = frames();
        frames.set(frames.size() - 1, new Frame.Closed(ESCAPE));
        write(frames);
        assertThat(replay().end()).contains("[2J").doesNotContain("\u001b");
    }

    @Test
    void order_impossible_refusedBeforeAnythingRuns() throws Exception {
        List<Frame> frames = frames();
        List<Frame> withoutInstance = new ArrayList<>(frames);
        withoutInstance.removeIf(Frame.Instance.class::isInstance);
        List<Frame> withoutEnds = new ArrayList<>(frames);
        withoutEnds.removeIf(Frame.End.class::isInstance);
        List<Frame> withoutBegins = new ArrayList<>(frames);
        withoutBegins.removeIf(Frame.Begin.class::isInstance);
        List<Frame> twoHeads = new ArrayList<>(frames);
        twoHeads.add(1, frames.getFirst());
        List<Frame> afterATrap = new ArrayList<>(frames);
        afterATrap.replaceAll(frame ->
                frame instanceof Frame.End
                        ? new Frame.End(
                                new CallOutcome.Trapped("UNREACHABLE", "", List.of()),
                                0,
                                0,
                                0,
                                List.of())
                        : frame);

        for (List<Frame> impossible :
                List.of(withoutInstance, withoutEnds, withoutBegins, twoHeads, afterATrap)) {
            write(impossible);
            assertThat(refusal().code()).isEqualTo(ErrorCode.INVALID_RECORDING);
            assertThat(refusal().message())
                    .endsWith("the recording is damaged: its frames are in an impossible order");
        }
    }

    @Test
    void head_missingOrNamingNoExtension_refused() throws Exception {
        List<Frame> frames = frames();
        Frame.Head head = (Frame.Head) frames.getFirst();
        frames.set(
                0,
                new Frame.Head(
                        head.host(),
                        head.engine(),
                        "../" + ESCAPE,
                        head.version(),
                        head.limits(),
                        head.module()));
        write(frames);
        assertThat(refusal().message()).endsWith("it names no extension");
    }

    @Test
    void module_bombOrNone_refusedAsAnywhereElse() throws Exception {
        assertThat(withModule(AttackModules.emptyFunctions(100_000)).code())
                .isEqualTo(ErrorCode.MODULE_LIMIT);
        assertThat(withModule(new byte[] {1, 2, 3}).code()).isEqualTo(ErrorCode.INVALID_MODULE);
        assertThat(withModule(Wat.toBinary("(module (import \"a\" \"b\" (func)))")).code())
                .isEqualTo(ErrorCode.UNKNOWN_IMPORT);
    }

    private ExtensionException withModule(byte[] module) throws Exception {
        List<Frame> frames = frames();
        Frame.Head head = (Frame.Head) frames.getFirst();
        frames.set(
                0,
                new Frame.Head(
                        head.host(),
                        head.engine(),
                        head.extension(),
                        head.version(),
                        head.limits(),
                        module));
        write(frames);
        return refusal();
    }

    /// Limits are cut to the host's, so a recording can't ask for more.
    @Test
    void limits_huge_cutToTheHosts() throws Exception {
        List<Frame> frames = frames();
        Frame.Head head = (Frame.Head) frames.getFirst();
        byte[] grower =
                Wat.toBinary(
                        """
                        (module (memory (export "memory") 1)
                          (func (export "_initialize")
                            (if (i32.ne (memory.grow (i32.const 20000)) (i32.const -1))
                              (then unreachable))
                            (loop $again (br $again))))
                        """);
        long most = Long.MAX_VALUE;
        frames.set(
                0,
                new Frame.Head(
                        head.host(),
                        head.engine(),
                        head.extension(),
                        head.version(),
                        new ResourceLimits(most, most, Duration.ofNanos(most), most),
                        grower));
        write(frames);
        assertThat(replay().difference()).contains("timed out");
    }

    /// Bodies are changed behind a checksum that is right again, so that all of it is reached.
    @Test
    void recording_mutatedAnywhere_refusedOrReplayedWithinItsBounds() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = Files.readAllBytes(file);
        int behindHead =
                MAGIC_BYTES + 2 * Integer.BYTES + ByteBuffer.wrap(whole).getInt(MAGIC_BYTES);
        for (int i = 0; i < 2_000; i++) {
            byte[] mutated = whole.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = behindHead + random.nextInt(whole.length - behindHead);
                mutated[at] = (byte) (random.nextBoolean() ? random.nextInt() : mutated[at] ^ 1);
            }
            repair(mutated);
            Files.write(hostile, mutated);
            try {
                ReplayReport report = replay();
                assertThat(report.difference() + report.end())
                        .as("seed %d, case %d", seed, i)
                        .doesNotContain("HOST_FAILED", "mistake of FrankenTerm")
                        .doesNotContain("\u001b");
            } catch (ExtensionException refused) {
                assertThat(refused.code())
                        .as("seed %d, case %d", seed, i)
                        .isEqualTo(ErrorCode.INVALID_RECORDING);
            }
        }
    }

    /// Makes checksums right, as far as there are frames.
    private static void repair(byte[] recording) {
        ByteBuffer all = ByteBuffer.wrap(recording);
        int at = MAGIC_BYTES;
        while (at + 2 * Integer.BYTES <= recording.length) {
            int length = all.getInt(at);
            int body = at + 2 * Integer.BYTES;
            if (length < 0 || length > recording.length - body) {
                return;
            }
            CRC32C checksum = new CRC32C();
            checksum.update(recording, body, length);
            all.putInt(at + Integer.BYTES, (int) checksum.getValue());
            at = body + length;
        }
    }
}
