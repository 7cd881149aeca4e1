package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CompileLimitsTest {
    @Test
    void of_sizes_secondsForEachStartedMebibyte() {
        assertThat(CompileLimits.of(0)).isEqualTo(new CompileLimits(2048L << 20, 30));
        assertThat(CompileLimits.of(1).seconds()).isEqualTo(32);
        assertThat(CompileLimits.of(1 << 20).seconds()).isEqualTo(32);
        assertThat(CompileLimits.of((1 << 20) + 1).seconds()).isEqualTo(34);
    }

    @Test
    void ofCommand_sizes_aMinuteAndTenSecondsForEachStartedMebibyte() {
        assertThat(CompileLimits.ofCommand(0)).isEqualTo(new CompileLimits(16L << 30, 60, 600));
        assertThat(CompileLimits.ofCommand(1).seconds()).isEqualTo(70);
        assertThat(CompileLimits.ofCommand(1 << 20).seconds()).isEqualTo(70);
        assertThat(CompileLimits.ofCommand(70L << 20).seconds()).isEqualTo(760);
        assertThat(CompileLimits.ofCommand(70L << 20).wallSeconds()).isEqualTo(7600);
    }

    @Test
    void new_zero_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CompileLimits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CompileLimits(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CompileLimits(1, 1, 0));
    }
}
