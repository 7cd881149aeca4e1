package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.Action;
import org.junit.jupiter.api.Test;

class ActionsTest {
    /// Long enough for the rate of events to be full again.
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Actions actions = new Actions(new ActionRates(0));

    private static Action event(String payload) {
        return new Action.Custom("x:y", payload);
    }

    @Test
    void take_whatWasAdded_inOrderAndOnce() {
        actions.add(event("1"), 0);
        actions.add(event("2"), 0);

        assertThat(actions.take()).containsExactly(event("1"), event("2"));
        assertThat(actions.take()).isEmpty();
    }

    @Test
    void discard_whatWasAdded_countedAndGone() {
        actions.add(event("1"), 0);
        actions.add(event("2"), 0);

        assertThat(actions.discard()).isEqualTo(2);
        assertThat(actions.discard()).isZero();
        assertThat(actions.take()).isEmpty();
    }

    @Test
    void add_tooMany_refusedUntilTaken() {
        for (int i = 0; i < Actions.MAX_ACTIONS; i++) {
            assertThat(actions.add(event("{}"), i * SECOND)).isEmpty();
        }
        assertThat(actions.add(event("{}"), 2000 * SECOND))
                .isEqualTo("a call may ask for 1,024 actions");

        assertThat(actions.take()).hasSize(Actions.MAX_ACTIONS);
        assertThat(actions.add(event("{}"), 2000 * SECOND)).isEmpty();
    }

    @Test
    void add_tooMuch_refusedAndLessStillTaken() {
        Action large = new Action.SetConfig("k", "x".repeat((1 << 20) - 1));
        for (int i = 0; i < 4; i++) {
            assertThat(actions.add(large, i)).isEmpty();
        }
        assertThat(actions.add(new Action.SetConfig("", "1"), 5))
                .isEqualTo("the actions of a call may have 4 MiB together");
        assertThat(actions.take()).hasSize(4);
        assertThat(actions.add(large, 6)).isEmpty();
    }

    @Test
    void add_textOutsideAscii_countedInBytes() {
        Action.SetConfig wide = new Action.SetConfig("k", "€".repeat(1 << 20));

        assertThat(actions.add(wide, 0)).isEmpty();
        assertThat(actions.add(wide, 0)).isNotEmpty();
    }

    @Test
    void add_tooOften_refusedAndNotKept() {
        for (int i = 0; i < 4; i++) {
            actions.add(new Action.Notify("x", ""), 0);
        }
        assertThat(actions.add(new Action.Notify("x", ""), 0)).startsWith("showing notices");
        assertThat(actions.take()).hasSize(4);
    }
}
