package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValTypeTest {

    @ParameterizedTest
    @EnumSource
    void of_itsText_same(ValType type) {
        assertThat(ValType.of(type.toString())).isSameAs(type);
    }

    @ParameterizedTest
    @EnumSource
    void ofCode_itsCode_same(ValType type) {
        assertThat(ValType.ofCode(type.code())).isSameAs(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I32", "i33", "int", " i32"})
    void of_anythingElse_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValType.of(text))
                .withMessage("no value type is written \"" + text + "\"");
    }
}
