package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimespecTest {
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                999_999_999,
                1_000_000_000,
                -1_000_000_000,
                9_000_000_000_000_000_000L
            })
    void read_written_same(long nanos) {
        MemorySegment memory = MemorySegment.ofArray(new long[2]);

        Timespec.write(memory, 0, nanos);

        assertThat(Timespec.read(memory, 0)).isEqualTo(nanos);
    }

    @Test
    void nanos_before1970_countForwards() {
        assertThat(Timespec.nanos(-1, 999_999_999)).isEqualTo(-1);
    }

    @Test
    void nanos_beyondALong_saturated() {
        assertThat(Timespec.nanos(9_223_372_037L, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(Timespec.nanos(Long.MAX_VALUE, 999_999_999)).isEqualTo(Long.MAX_VALUE);
        assertThat(Timespec.nanos(-9_223_372_038L, 0)).isEqualTo(Long.MIN_VALUE);
        assertThat(Timespec.nanos(Long.MIN_VALUE, 0)).isEqualTo(Long.MIN_VALUE);
    }
}
