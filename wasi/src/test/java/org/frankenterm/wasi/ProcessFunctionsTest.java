package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.frankenterm.wasmtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFunctionsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 256, -1, Integer.MIN_VALUE})
    void procExit_anyStatus_endsTheCallWithIt(int status) throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest ->
                        assertThat(guest.outcome(Duration.ofMinutes(1), "proc_exit", status))
                                .isEqualTo(new Outcome.Exited(status)));
    }

    @Test
    void procRaise_anySignal_notSupported() throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    assertThat(guest.call("proc_raise", 9)).isEqualTo(Errno.NOTSUP);
                    assertThat(guest.call("proc_raise", -1)).isEqualTo(Errno.NOTSUP);
                });
    }

    @Test
    void schedYield_always_succeeds() throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> assertThat(guest.call("sched_yield")).isEqualTo(Errno.SUCCESS));
    }
}
