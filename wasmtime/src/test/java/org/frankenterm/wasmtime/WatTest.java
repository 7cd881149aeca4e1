package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WatTest {
    @Test
    void toBinary_emptyModule_theHeader() {
        assertThat(Wat.toBinary("(module)")).containsExactly(0, 'a', 's', 'm', 1, 0, 0, 0);
    }

    @Test
    void toBinary_noModule_lineAndColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wat.toBinary("(module\n  (func (i32.nonsense)))"))
                .withMessageContaining(":2:10");
    }

    @Test
    void toBinary_nothing_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wat.toBinary(""))
                .withMessageContaining("expected at least one module field");
    }
}
