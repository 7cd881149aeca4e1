package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActionRatesTest {
    private static final Action NOTICE = new Action.Notify("x", "");
    private static final Action EVENT = new Action.Custom("x:y", "{}");

    private static int taken(ActionRates rates, Action action, int tries, long now) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += rates.take(action, now).isEmpty() ? 1 : 0;
        }
        return taken;
    }

    static Stream<Arguments> rates() {
        return Stream.of(
                Arguments.of(new Action.SetConfig("k", "1"), 10, 1),
                Arguments.of(new Action.SendInput(0, "x"), 20, 1),
                Arguments.of(EVENT, 100, 1),
                Arguments.of(NOTICE, 4, 60));
    }

    @ParameterizedTest
    @MethodSource("rates")
    void take_flood_countAtOnceAndAgainAfterItsTime(Action action, int count, int seconds) {
        ActionRates rates = new ActionRates(0);
        long time = TimeUnit.SECONDS.toNanos(seconds);

        assertThat(taken(rates, action, 1000, 0)).isEqualTo(count);
        assertThat(taken(rates, action, 1000, time - 1)).isEqualTo(count - 1);
        assertThat(taken(rates, action, 1000, 10 * time)).isEqualTo(count);
    }

    @Test
    void take_oneKindUsedUp_othersGoOn() {
        ActionRates rates = new ActionRates(0);
        taken(rates, NOTICE, 10, 0);

        assertThat(taken(rates, EVENT, 10, 0)).isEqualTo(10);
    }

    @Test
    void take_tooOften_saysTheRate() {
        ActionRates rates = new ActionRates(0);
        taken(rates, NOTICE, 4, 0);

        assertThat(rates.take(NOTICE, 0))
                .isEqualTo("showing notices is possible 4 times at once and 4 times a minute");
    }

    @Test
    void take_logLines_neverRefused() {
        assertThat(taken(new ActionRates(0), new Action.Log(LogLevel.INFO, "x"), 5000, 0))
                .isEqualTo(5000);
    }
}
