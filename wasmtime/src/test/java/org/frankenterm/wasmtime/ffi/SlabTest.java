package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlabTest {
    private final Slab<String> slab = new Slab<>();

    @Test
    void add_first_notNull() {
        assertThat(slab.add("a")).isEqualTo(1);
        assertThat(slab.at(1)).isEqualTo("a");
    }

    @Test
    void add_many_eachUnderItsNumber() {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            numbers.add(slab.add("item " + i));
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(slab.size()).isEqualTo(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(slab.at(numbers.get(i))).isEqualTo("item " + i);
        }
    }

    @Test
    void remove_itsNumberIsFreeAgain() {
        long a = slab.add("a");
        long b = slab.add("b");
        slab.remove(a);
        assertThatIllegalStateException().isThrownBy(() -> slab.at(a));
        assertThat(slab.at(b)).isEqualTo("b");
        assertThat(slab.add("c")).isEqualTo(a);
        assertThat(slab.size()).isEqualTo(2);
    }

    /// Freed twice, a number would be given to two.
    @Test
    void remove_twice_refused() {
        long a = slab.add("a");
        slab.remove(a);
        assertThatIllegalStateException()
                .isThrownBy(() -> slab.remove(a))
                .withMessage("nothing is registered under 1");
        assertThat(slab.add("b")).isNotEqualTo(slab.add("c"));
    }

    @Test
    void at_numbersFromNowhere_refused() {
        for (long number :
                new long[] {0, -1, 1, 63, 64, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatIllegalStateException().isThrownBy(() -> slab.at(number));
        }
    }
}
