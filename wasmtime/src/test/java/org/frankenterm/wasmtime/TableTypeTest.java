package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTypeTest {

    @Test
    void new_wholeRange_accepted() {
        TableType type = new TableType(ValType.FUNCREF, 0, 0xffff_ffffL);
        assertThat(type.maxElements()).isEqualTo(4_294_967_295L);
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "2,1", "0,4294967296"})
    void new_outOfRange_refused(long min, long max) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TableType(ValType.FUNCREF, min, max));
    }
}
