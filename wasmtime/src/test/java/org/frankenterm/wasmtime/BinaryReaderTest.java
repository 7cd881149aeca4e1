package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryReaderTest {

    private static BinaryReader reader(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return new BinaryReader(bytes, 0, bytes.length, "the test");
    }

    @ParameterizedTest
    @CsvSource({
        "00,0",
        "7f,127",
        "8001,128",
        "e58e26,624485",
        "8080808000,0",
        "ffffffff0f,4294967295"
    })
    void u32_allowedForms_read(String hex, long value) throws ModuleRejected {
        BinaryReader in = reader(hex);
        assertThat(in.u32()).isEqualTo(value);
        assertThat(in.atEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff1f", "808080807f", "8080808010"})
    void u32_overflow_refused(String hex) {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(reader(hex)::u32)
                .withMessage("a number in the test does not fit 32 bits (at byte 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"808080808000", "ffffffffff0f"})
    void u32_sixBytes_refused(String hex) {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(reader(hex)::u32)
                .withMessage(
                        "a number in the test is longer than the specification allows"
                                + " (at byte 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "ffffff"})
    void u32_cutOff_refused(String hex) {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(reader(hex)::u32)
                .withMessageStartingWith("the test is truncated: 1 bytes are missing");
    }

    @ParameterizedTest
    @CsvSource({
        "00,0",
        "7f,-1",
        "3f,63",
        "40,-64",
        "c0bb78,-123456",
        "ffffffff07,2147483647",
        "8080808078,-2147483648"
    })
    void s32_allowedForms_read(String hex, int value) throws ModuleRejected {
        assertThat(reader(hex).s32()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff0f", "8080808070", "ffffffff4f", "808080808000"})
    void s32_overflowOrTooLong_refused(String hex) {
        assertThatExceptionOfType(ModuleRejected.class).isThrownBy(reader(hex)::s32);
    }

    @ParameterizedTest
    @CsvSource({"70,-16", "ffffffff0f,4294967295", "8080808070,-4294967296"})
    void s33_allowedForms_read(String hex, long value) throws ModuleRejected {
        assertThat(reader(hex).s33()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff1f", "8080808060"})
    void s33_overflow_refused(String hex) {
        assertThatExceptionOfType(ModuleRejected.class).isThrownBy(reader(hex)::s33);
    }

    @ParameterizedTest
    @CsvSource({
        "7f,-1",
        "ffffffffffffffffff00,9223372036854775807",
        "8080808080808080807f,-9223372036854775808"
    })
    void s64_allowedForms_read(String hex, long value) throws ModuleRejected {
        assertThat(reader(hex).s64()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ffffffffffffffffff01", "8080808080808080807e", "8080808080808080808000"})
    void s64_overflowOrTooLong_refused(String hex) {
        assertThatExceptionOfType(ModuleRejected.class).isThrownBy(reader(hex)::s64);
    }

    @Test
    void name_utf8_read() throws ModuleRejected {
        assertThat(reader("04c3a9e7").remaining()).isEqualTo(4);
        assertThat(reader("03c3a97a").name(ModuleLimits.EXTENSION, "it")).isEqualTo("éz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01ff", "02c080", "03eda080", "02c3", "04f4908080", "01c3"})
    void name_notUtf8OrCutOff_refused(String hex) {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(() -> reader(hex).name(ModuleLimits.EXTENSION, "it"));
    }

    @Test
    void skip_fourGigabytes_refused() {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(() -> reader("00").skip(0xffff_ffffL))
                .withMessageContaining("4,294,967,294 bytes are missing");
    }

    @Test
    void part_readPastItsEnd_refusedThoughTheModuleGoesOn() throws ModuleRejected {
        BinaryReader part = reader("010203").part(2, "the part");
        part.skip(2);
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(part::u8)
                .withMessageStartingWith("the part is truncated");
    }

    @Test
    void requireEnd_bytesLeft_refused() {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(reader("0102")::requireEnd)
                .withMessage("the test is 2 bytes longer than what it holds (at byte 0)");
    }
}
