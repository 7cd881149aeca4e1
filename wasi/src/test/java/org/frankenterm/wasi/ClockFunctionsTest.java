package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockFunctionsTest {
    private final FakeTime time = new FakeTime();
    private final WasiContext.Builder context =
            WasiContext.builder().clocks(time.realtime(), time::monotonic);

    @Test
    void clockTimeGet_bothClocks_coarse() throws Exception {
        Guest.run(
                context,
                guest -> {
                    time.pass(2_500_000);
                    assertThat(guest.call("clock_time_get", 0, 1, 8)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(8)).isEqualTo(1_700_000_000_125_000_000L);
                    assertThat(guest.call("clock_time_get", 1, 1, 8)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(8)).isEqualTo(1_002_000_000L);
                });
    }

    @Test
    void clockResGet_default_oneMillisecond() throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("clock_res_get", 1, 8)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(8)).isEqualTo(1_000_000);
                });
    }

    @Test
    void clockResGet_set_asSet() throws Exception {
        Guest.run(
                context.clockGranularity(Duration.ofNanos(1)),
                guest -> {
                    assertThat(guest.call("clock_res_get", 0, 8)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(8)).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 0xFFFF_FFFFL})
    void clocks_cpuTimeOrUnknown_invalid(long clock) throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("clock_time_get", clock, 0, 8)).isEqualTo(Errno.INVAL);
                    assertThat(guest.call("clock_res_get", clock, 8)).isEqualTo(Errno.INVAL);
                    assertThat(guest.number(8)).isZero();
                });
    }
}
