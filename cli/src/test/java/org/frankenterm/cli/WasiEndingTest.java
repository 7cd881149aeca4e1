package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.wasi.CommandRunner;
import org.frankenterm.wasmtime.Frame;
import org.frankenterm.wasmtime.FunctionNames;
import org.frankenterm.wasmtime.ModuleLimits;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.TrapCode;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WasiEndingTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void report_returned_status0() throws Exception {
        assertThat(status(new Outcome.Returned(0))).isZero();
        assertThat(said()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "134, 134", "255, 255", "256, 0", "-1, 255", "258, 2"})
    void report_exited_lowEightBits(int status, int seen) throws Exception {
        assertThat(status(new Outcome.Exited(status))).isEqualTo(seen);
        assertThat(said()).isEmpty();
    }

    @Test
    void report_trapped_status134AndWhere() throws Exception {
        Outcome trapped =
                new Outcome.Trapped(
                        TrapCode.UNREACHABLE,
                        "`unreachable` \u001b[2J",
                        List.of(new Frame(0, 0x2a), new Frame(9, -1)));

        assertThat(status(trapped)).isEqualTo(134);
        assertThat(said())
                .isEqualTo(
                        """
                        frankenterm: x.wasm trapped: `unreachable` \\u{1b}[2J
                          in main at 0x2a
                          in function 9
                        """);
    }

    @Test
    void report_limitReached_status134AndTheOptionToRaise() throws Exception {
        assertThat(status(new Outcome.OutOfFuel(List.of()))).isEqualTo(134);
        assertThat(status(new Outcome.Interrupted(false, List.of()))).isEqualTo(134);
        assertThat(status(new Outcome.Refused("table too large"))).isEqualTo(134);
        assertThat(said())
                .isEqualTo(
                        """
                        frankenterm: stopped x.wasm: it used up its fuel of 1,000; raise --fuel
                        frankenterm: stopped x.wasm: its time of 1.5 s is over; raise --timeout
                        frankenterm: stopped x.wasm: table too large
                        """);
    }

    @Test
    void report_hostFailed_isOurMistake() {
        assertThatIllegalStateException()
                .isThrownBy(() -> status(new Outcome.HostFailed(new AssertionError())));
    }

    private int status(Outcome outcome) throws Exception {
        CommandRunner.Limits limits =
                new CommandRunner.Limits(1, 1_000, Optional.of(Duration.ofMillis(1_500)));
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Invocation invocation = new Invocation(new Streams(stream, stream, false, false), Map.of());
        return new WasiEnding("x.wasm", names(), limits).report(outcome, invocation);
    }

    private static FunctionNames names() throws Exception {
        byte[] wasm = Wat.toBinary("(module (func $main (export \"_start\")))");
        return ModuleStructure.read(wasm, ModuleLimits.COMMAND).functionNames();
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
