package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorNumberTest {
    @ParameterizedTest
    @EnumSource
    void of_negated_itself(ErrorNumber error) {
        assertThat(error.negated()).isNegative();
        assertThat(ErrorNumber.of(error.negated())).isEqualTo(error);
    }

    @Test
    void of_unlisted_other() {
        assertThat(ErrorNumber.of(-15)).isEqualTo(ErrorNumber.OTHER);
        assertThat(ErrorNumber.of(-1000)).isEqualTo(ErrorNumber.OTHER);
        assertThat(ErrorNumber.of(Long.MIN_VALUE)).isEqualTo(ErrorNumber.OTHER);
    }

    @Test
    void of_success_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorNumber.of(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorNumber.of(7));
    }
}
