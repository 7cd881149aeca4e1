package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTypeTest {

    @Test
    void new_wholeRange_accepted() {
        assertThat(new MemoryType(0, 65_536).maxPages()).isEqualTo(65_536);
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "2,1", "0,65537"})
    void new_outOfRange_refused(long min, long max) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryType(min, max));
    }
}
