package org.frankenterm.extension.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.api.ResourceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodeTest {
    private static final List<Line> LINES =
            List.of(new Line(LogLevel.WARN, "über"), new Line(LogLevel.TRACE, ""));

    /// One of each kind, and of each kind of what is in them.
    static Stream<Frame> frames() {
        return Stream.concat(
                Stream.of(
                        new Frame.Head(
                                "0.1.0",
                                "48.0.8",
                                "git",
                                "1.2.3",
                                ResourceLimits.DEFAULT,
                                new byte[] {0, 'a', 's', 'm'}),
                        new Frame.Instance(),
                        new Frame.Begin(Stage.ENTRY, "_initialize", "", ""),
                        new Frame.Begin(Stage.HANDLER, "on_event", "pane.output", "{\"a\":1}"),
                        new Frame.Closed("a reason")),
                Stream.concat(
                        endings().map(FrameCodeTest::call), outcomes().map(FrameCodeTest::end)));
    }

    private static Stream<Ending> endings() {
        return Stream.of(
                new Ending.Returned(-1L),
                new Ending.Exited(-7),
                new Ending.Aborted("abort: at line 3"),
                new Ending.Interrupted(),
                new Ending.Failed());
    }

    private static Stream<CallOutcome> outcomes() {
        return Stream.of(
                new CallOutcome.Completed(),
                new CallOutcome.Failed(-3),
                new CallOutcome.Trapped("UNREACHABLE", "it trapped", List.of("in f", "in g")),
                new CallOutcome.OutOfFuel(200_000_000_000L, "out of fuel"),
                new CallOutcome.TimedOut("poll_oneoff", Duration.ofSeconds(10), "timed out"),
                new CallOutcome.Exited(255),
                new CallOutcome.Late(),
                new CallOutcome.Skipped("not heard", true));
    }

    private static Frame call(Ending ending) {
        return new Frame.HostCall(
                "fd_write",
                List.of(1L, 0xFFFF_FFFFL, -1L, 0L),
                List.of(new Region(0xFFFF_FFFFL, new byte[0]), new Region(16, new byte[] {1, 2})),
                List.of(new Region(0, new byte[] {-1})),
                ending,
                LINES,
                List.of(
                        new Action.SetConfig("window.opacity", "0.5"),
                        new Action.SendInput(7, "ls\n", true),
                        new Action.Custom("git:branch", "{\"name\":\"main\"}"),
                        new Action.Notify("git", ""),
                        new Action.Log(LogLevel.ERROR, "words")));
    }

    private static Frame end(CallOutcome outcome) {
        return new Frame.End(outcome, 12_345, 7, 2, LINES);
    }

    private static byte[] bytes(Frame frame) {
        Encoder encoder = new Encoder();
        FrameCode.encode(frame, encoder);
        return encoder.taken();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void decode_whatWasEncoded_equal(Frame frame) throws Damaged {
        assertThat(FrameCode.decode(bytes(frame))).usingRecursiveComparison().isEqualTo(frame);
    }

    /// Recordings are kept: what changes the bytes needs another number of the form.
    @Test
    void encode_eachPart_bytesAsDocumented() {
        Frame begin = new Frame.Begin(Stage.HANDLER, "f", "bell", "{}");
        Frame call =
                new Frame.HostCall(
                        "ft_log",
                        List.of(2L, 300L, -1L),
                        List.of(new Region(300, new byte[] {7})),
                        List.of(),
                        new Ending.Returned(5),
                        List.of(new Line(LogLevel.INFO, "x")),
                        List.of(new Action.Notify("a", "b")));
        Frame end = new Frame.End(new CallOutcome.Exited(3), 128, 1, 0, List.of());

        assertThat(hex(begin)).isEqualTo("02 02 01 66 04 62 65 6c 6c 02 7b 7d");
        assertThat(hex(call))
                .isEqualTo(
                        "03 06 66 74 5f 6c 6f 67 03 02 ac 02 ff ff ff ff ff ff ff ff ff 01"
                                + " 01 ac 02 01 07 00 00 05 01 02 01 78 01 03 01 61 01 62");
        assertThat(hex(end)).isEqualTo("04 05 03 80 01 01 00 00");
        assertThat(hex(new Frame.Instance())).isEqualTo("01");
        assertThat(hex(new Frame.Closed(""))).isEqualTo("05 00");
    }

    private static String hex(Frame frame) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes(frame));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void decode_cutAnywhere_damaged(Frame frame) {
        byte[] whole = bytes(frame);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> FrameCode.decode(cut)).isInstanceOf(Damaged.class);
        }
        byte[] more = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> FrameCode.decode(more)).isInstanceOf(Damaged.class);
    }

    /// Nothing but a frame or [Damaged], whatever the bytes are.
    @Test
    void decode_damagedBytes_damagedOrAFrame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Frame> frames = new ArrayList<>(frames().toList());
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = bytes(frames.get(random.nextInt(frames.size())));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(FrameCode.decode(bytes)).isNotNull();
            } catch (Damaged damaged) {
                assertThat(damaged).as("seed %d", seed).hasMessageNotContaining("\u001b");
            }
        }
    }

    @Test
    void decode_countOrLengthBeyondTheBytes_refusedBeforeAllocating() {
        byte[] huge = new Encoder().number(5).number(Integer.MAX_VALUE).taken();
        assertThatThrownBy(() -> FrameCode.decode(huge)).hasMessageContaining("past its frame");

        byte[] many = new Encoder().number(3).text("f").number(Decoder.MAX_ITEMS + 1L).taken();
        assertThatThrownBy(() -> FrameCode.decode(many)).hasMessageContaining("is not below");
    }

    @Test
    void decode_actionWithoutJson_damaged() {
        Frame call =
                new Frame.HostCall(
                        "ft_emit",
                        List.of(),
                        List.of(),
                        List.of(),
                        new Ending.Returned(0),
                        List.of(),
                        List.of(new Action.Custom("a:b", "[]")));
        assertThatThrownBy(() -> FrameCode.decode(bytes(call))).hasMessageContaining("no JSON");
    }

    @Test
    void region_pointerOfMoreThan32Bits_refused() {
        assertThatThrownBy(() -> new Region(1L << 32, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
