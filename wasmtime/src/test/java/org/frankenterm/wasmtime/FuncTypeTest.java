package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuncTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "()->()",
                "()->i32",
                "(i32)->()",
                "(i32,i64,f32,f64)->v128",
                "(funcref)->externref",
                "()->(i32,i64)"
            })
    void of_text_printsTheSame(String text) {
        assertThat(FuncType.of(text)).hasToString(text);
    }

    @Test
    void of_singleResultInParentheses_sameAsWithout() {
        assertThat(FuncType.of("( i32, i64 ) -> ( i32 )")).isEqualTo(FuncType.of("(i32,i64)->i32"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "()",
                "->",
                "()->",
                "i32->i32",
                "(i32)",
                "(->()",
                "(,)->()",
                "(i32,)->()",
                "()->x",
                "()->()->()"
            })
    void of_anythingElse_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FuncType.of(text));
    }

    @Test
    void params_listChangedAfterwards_stay() {
        List<ValType> params = new ArrayList<>(List.of(ValType.I32));
        FuncType type = new FuncType(params, List.of());
        params.clear();
        assertThat(type.params()).containsExactly(ValType.I32);
    }
}
