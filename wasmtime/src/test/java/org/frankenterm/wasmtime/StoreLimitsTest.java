package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoreLimitsTest {
    private static final String GROWS =
            """
            (module
              (memory (export "memory") 1)
              (table $t 1 funcref)
              (func (export "grow") (result i32) (memory.grow (i32.const 1)))
              (func (export "grow_table") (result i32)
                (table.grow $t (ref.null func) (i32.const 10))))
            """;

    private static final StoreLimits TWO_PAGES = new StoreLimits(2 * 65_536, 11, 1);

    @Test
    void growth_pastTheMemoryLimit_minusOne() throws Exception {
        Guest.with(
                GROWS,
                List.of(),
                TWO_PAGES,
                guest -> {
                    guest.instantiate();
                    assertThat(guest.call("grow")).isEqualTo(new Outcome.Returned(1));
                    assertThat(guest.call("grow")).isEqualTo(new Outcome.Returned(-1));
                    assertThat(guest.call("grow")).isEqualTo(new Outcome.Returned(-1));
                });
    }

    @Test
    void growth_pastTheTableLimit_minusOne() throws Exception {
        Guest.with(
                GROWS,
                List.of(),
                TWO_PAGES,
                guest -> {
                    guest.instantiate();
                    assertThat(guest.call("grow_table")).isEqualTo(new Outcome.Returned(1));
                    assertThat(guest.call("grow_table")).isEqualTo(new Outcome.Returned(-1));
                });
    }

    private static void refused(String wat, String message) throws Exception {
        Guest.with(
                wat,
                List.of(),
                TWO_PAGES,
                guest -> {
                    Outcome.Refused refusal = (Outcome.Refused) guest.instantiate();
                    assertThat(refusal.message()).contains(message);
                });
    }

    @Test
    void instantiate_initialMemoryTooLarge_refused() throws Exception {
        refused("(module (memory 3))", "memory");
        refused("(module (memory 65536))", "memory");
    }

    @Test
    void instantiate_initialTableTooLarge_refused() throws Exception {
        refused("(module (table 12 funcref))", "table");
    }

    @Test
    void instantiate_tooManyTables_refused() throws Exception {
        refused("(module (table 1 funcref) (table 1 funcref))", "table");
    }

    @Test
    void new_negative_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreLimits(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreLimits(0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreLimits(0, 0, -1));
        assertThat(StoreLimits.DEFAULT.withMemoryBytes(5))
                .isEqualTo(new StoreLimits(5, 100_000, 4));
    }
}
