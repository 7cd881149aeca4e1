package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WasiContextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "=", "A=B", "=A"})
    void variable_badName_refused(String name) {
        assertThatThrownBy(() -> WasiContext.builder().variable(name, "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a variable's name is empty or holds an equals sign");
    }

    @Test
    void build_nulInNameValueOrArgument_refused() {
        assertNulRefused(WasiContext.builder().variable("A\0B", "value"));
        assertNulRefused(WasiContext.builder().variable("A", "B\0C=D"));
        assertNulRefused(WasiContext.builder().argument("a\0b"));
    }

    private static void assertNulRefused(WasiContext.Builder builder) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_000_001})
    void clockGranularity_outsideItsRange_refused(long nanos) {
        assertThatThrownBy(() -> WasiContext.builder().clockGranularity(Duration.ofNanos(nanos)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a clock's granularity is from 1 ns to 1 s");
    }
}
