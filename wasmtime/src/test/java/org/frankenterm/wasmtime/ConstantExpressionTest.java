package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import org.frankenterm.wasmtime.ModuleRejected.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantExpressionTest {

    private static BinaryReader reader(String hex) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        return new BinaryReader(bytes, 0, bytes.length, "the global section");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "41 ff 00 0b",
                "42 80 80 80 80 80 80 80 80 80 7f 0b",
                "43 0b 0b 0b 0b 0b",
                "44 0b 0b 0b 0b 0b 0b 0b 0b 0b",
                "fd 0c 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b 0b",
                "23 05 0b",
                "d2 07 0b",
                "d0 70 0b",
                "41 01 41 02 6a 41 03 6c 41 04 6b 0b",
                "42 01 42 02 7c 42 03 7e 42 04 7d 0b"
            })
    void skip_constant_toItsEnd(String hex) throws ModuleRejected {
        BinaryReader in = reader(hex);
        ConstantExpression.skip(in);
        assertThat(in.atEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00 0b", "10 00 0b", "02 40 0b 0b", "fd 0d 0b", "d1 0b"})
    void skip_otherInstruction_refused(String hex) {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(() -> ConstantExpression.skip(reader(hex)))
                .withMessageContaining("stands in a constant expression (at byte 0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fb 00 0b", "d0 6e 0b", "d0 05 0b", "d0 6f 0b"})
    void skip_garbageCollectedOrHostReference_unsupported(String hex) {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(() -> ConstantExpression.skip(reader(hex)))
                .extracting(ModuleRejected::reason)
                .isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void skip_withoutEnd_refused() {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(() -> ConstantExpression.skip(reader("41 00")))
                .withMessageStartingWith("the global section is truncated");
    }
}
