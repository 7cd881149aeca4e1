package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostImportTest {
    @ParameterizedTest
    @ValueSource(strings = {"(v128)->()", "(funcref)->()", "()->externref", "()->(i32,i32)"})
    void new_typeThatNoHostFunctionHas_refused(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Guest.host("f", type, _ -> {}))
                .withMessage("a host function takes numbers and gives at most one: f " + type);
    }

    @Test
    void new_allNumberTypes_accepted() {
        HostImport host = Guest.host("f", "(i32,i64,f32,f64)->f64", _ -> {});
        assertThat(host.type()).hasToString("(i32,i64,f32,f64)->f64");
    }
}
