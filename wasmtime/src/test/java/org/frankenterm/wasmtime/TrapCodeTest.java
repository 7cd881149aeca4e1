package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrapCodeTest {
    @Test
    void of_numbersOfTheHeader_theirCodes() {
        assertThat(TrapCode.of(0)).isEqualTo(TrapCode.STACK_OVERFLOW);
        assertThat(TrapCode.of(9)).isEqualTo(TrapCode.UNREACHABLE);
        assertThat(TrapCode.of(11)).isEqualTo(TrapCode.OUT_OF_FUEL);
    }

    @Test
    void of_anyOther_other() {
        assertThat(TrapCode.of(12)).isEqualTo(TrapCode.OTHER);
        assertThat(TrapCode.of(-1)).isEqualTo(TrapCode.OTHER);
        assertThat(TrapCode.of(255)).isEqualTo(TrapCode.OTHER);
    }
}
