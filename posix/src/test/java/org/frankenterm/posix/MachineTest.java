package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void of_processors_byAnyOfTheirNames() {
        assertThat(Machine.of("Linux", "amd64")).isEqualTo(Machine.X86_64);
        assertThat(Machine.of("Linux", "x86_64")).isEqualTo(Machine.X86_64);
        assertThat(Machine.of("Linux", "aarch64")).isEqualTo(Machine.AARCH64);
    }

    @Test
    void of_anythingElse_unknown() {
        assertThat(Machine.of("Linux", "riscv64")).isEqualTo(Machine.UNKNOWN);
        assertThat(Machine.of("Mac OS X", "aarch64")).isEqualTo(Machine.UNKNOWN);
        assertThat(Machine.of("Windows 11", "amd64")).isEqualTo(Machine.UNKNOWN);
    }
}
