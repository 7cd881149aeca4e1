package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.wasmtime.Frame;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.TrapCode;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeReaderTest {
    private static final long MIB = 1 << 20;
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final OutcomeReader reader = new OutcomeReader(ResourceLimits.DEFAULT, structure());

    private static ModuleStructure structure() {
        try {
            return ModuleStructure.read(
                    Wat.toBinary("(module (memory 2) (func $named) (func))"),
                    ModuleLimits.EXTENSION);
        } catch (ModuleRejected e) {
            throw new AssertionError(e);
        }
    }

    private CallOutcome read(Outcome outcome) {
        return reader.read(outcome, "", UNKNOWN, "poll_oneoff");
    }

    private static Outcome trapped(List<Frame> frames) {
        return new Outcome.Trapped(TrapCode.UNREACHABLE, "it \u001b[31mtrapped\n", frames);
    }

    @Test
    void read_returned_completedOrFailed() {
        assertThat(read(new Outcome.Returned(0))).isEqualTo(new CallOutcome.Completed());
        assertThat(read(new Outcome.Returned(-3))).isEqualTo(new CallOutcome.Failed(-3));
    }

    @Test
    void read_trapped_foreignWordsSanitised() {
        assertThat(read(trapped(List.of())).message())
                .startsWith("the guest trapped: it ")
                .doesNotContain("\u001b")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "31, false", "32, true", "64, true"})
    void read_trappedWithMuchMemory_hint(long mebibytes, boolean hint) {
        CallOutcome outcome =
                reader.read(trapped(List.of()), "", OptionalLong.of(mebibytes * MIB), "guest code");
        assertThat(outcome.message().contains("raise max_memory_bytes")).isEqualTo(hint);
    }

    @Test
    void read_frames_namesWhereThereAreSome() {
        CallOutcome outcome = read(trapped(List.of(new Frame(0, 0x1f), new Frame(1, -1))));
        assertThat(((CallOutcome.Trapped) outcome).backtrace())
                .containsExactly("named at 0x1f", "function 1");
    }

    @Test
    void read_interrupted_whereAndLimit() {
        assertThat(read(new Outcome.Interrupted(false, List.of())))
                .isEqualTo(
                        new CallOutcome.TimedOut(
                                "poll_oneoff",
                                Duration.ofSeconds(10),
                                "timed out in poll_oneoff: it took the whole 10 s a call may take; raise max_wall_time_secs under [limits] in extension.toml"));
        assertThat(read(new Outcome.Interrupted(true, List.of())).message())
                .isEqualTo("cancelled in poll_oneoff");
    }

    @Test
    void read_refusedAlthoughMemoryFits_librarysReason() {
        assertThat(read(new Outcome.Refused("too many tables")).message())
                .isEqualTo("too many tables");
    }

    @Test
    void read_hostFailed_saysWhoseMistake() {
        assertThat(read(new Outcome.HostFailed(new ArithmeticException())).message())
                .isEqualTo(
                        "the host function poll_oneoff failed with ArithmeticException: a mistake of FrankenTerm's, please report it");
    }

    @Test
    void read_duringStart_everyMessageSaysSo() {
        List<Outcome> ends =
                List.of(
                        trapped(List.of()),
                        new Outcome.OutOfFuel(List.of()),
                        new Outcome.Interrupted(true, List.of()),
                        new Outcome.Interrupted(false, List.of()),
                        new Outcome.Refused("why"),
                        new Outcome.HostFailed(new IllegalStateException()));
        assertThat(ends)
                .allSatisfy(end ->
                        assertThat(reader.read(end, "in _start: ", UNKNOWN, "guest code").message())
                                .startsWith("in _start: "));
    }
}
