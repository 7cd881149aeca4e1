package org.frankenterm.extension.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResourceLimitsTest {
    @Test
    void defaults_documentedFigures() {
        assertThat(ResourceLimits.DEFAULT)
                .isEqualTo(
                        new ResourceLimits(
                                67_108_864, 200_000_000_000L, Duration.ofSeconds(10), 16_777_216));
    }

    @Test
    void defaults_withinMaximum() {
        assertThat(ResourceLimits.DEFAULT.clampedTo(ResourceLimits.MAXIMUM))
                .isEqualTo(ResourceLimits.DEFAULT);
    }

    @Test
    void limits_zeroOrNegative_refused() {
        Duration second = Duration.ofSeconds(1);
        refused("maxMemoryBytes", () -> new ResourceLimits(0, 1, second, 1));
        refused("fuelPerCall", () -> new ResourceLimits(1, -1, second, 1));
        refused("maxWallTime", () -> new ResourceLimits(1, 1, Duration.ZERO, 1));
        refused("maxStorageBytes", () -> new ResourceLimits(1, 1, second, Long.MIN_VALUE));
    }

    @Test
    void clampedTo_eachLimitByItself() {
        ResourceLimits asked = new ResourceLimits(5, 1, Duration.ofSeconds(9), 1);
        ResourceLimits maxima = new ResourceLimits(2, 8, Duration.ofSeconds(3), 8);
        assertThat(asked.clampedTo(maxima))
                .isEqualTo(new ResourceLimits(2, 1, Duration.ofSeconds(3), 1));
    }

    private static void refused(String name, Runnable construction) {
        assertThatIllegalArgumentException()
                .isThrownBy(construction::run)
                .withMessage(name + " must be greater than zero");
    }
}
