package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentFunctionsTest {
    @Test
    void environGet_variables_nameEqualsValue() throws Exception {
        Guest.run(
                WasiContext.builder().variable("LANG", "de_DE").variable("EMPTY", ""),
                guest -> {
                    assertThat(guest.call("environ_sizes_get", 0, 4)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(0)).isEqualTo(2);
                    assertThat(guest.word(4)).isEqualTo(18);
                    assertThat(guest.call("environ_get", 100, 200)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(104)).isEqualTo(211);
                    assertThat(guest.text(200, 18)).isEqualTo("LANG=de_DE\0EMPTY=\0");
                });
    }

    @Test
    void environGet_valueNotUtf8_sameBytes() throws Exception {
        byte[] value = {(byte) 0xFF, '=', (byte) 0x80};
        Guest.run(
                WasiContext.builder().variable(new byte[] {'A'}, value),
                guest -> {
                    assertThat(guest.call("environ_get", 0, 100)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.bytes(100, 6)).containsExactly('A', '=', 0xFF, '=', 0x80, 0);
                });
    }

    @Test
    void environSizesGet_nothingGranted_empty() throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    guest.putInts(0, -1, -1);
                    assertThat(guest.call("environ_sizes_get", 0, 4)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(0)).isZero();
                });
    }
}
