package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.frankenterm.extension.api.ResourceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsReaderTest {
    @Test
    void limits_absent_defaults() {
        assertThat(Toml.manifest("").limits()).isEqualTo(ResourceLimits.DEFAULT);
        assertThat(Toml.manifest("[limits]\n").limits()).isEqualTo(ResourceLimits.DEFAULT);
    }

    @Test
    void limits_everyKey() {
        assertThat(
                        Toml.manifest(
                                        """
                                        [limits]
                                        max_memory_bytes = 1_048_576
                                        fuel_per_call = 1000
                                        max_wall_time_secs = 2
                                        max_storage_bytes = 4096
                                        """)
                                .limits())
                .isEqualTo(new ResourceLimits(1_048_576, 1000, Duration.ofSeconds(2), 4096));
    }

    @ParameterizedTest
    @CsvSource({
        "max_memory_bytes, 1073741825, 1073741824",
        "fuel_per_call, 1200000000001, 1200000000000",
        "max_wall_time_secs, 61, 60",
        "max_storage_bytes, 9223372036854775807, 1073741824",
    })
    void limit_overTheMaximum_cutWithAWarning(String key, long asked, long maximum) {
        ManifestReading reading = Toml.readAfterHead("[limits]\n" + key + " = " + asked + "\n");
        assertThat(reading.report())
                .containsExactly(
                        "extension.toml:4:1: warning: \""
                                + key
                                + "\" in [limits] is cut from "
                                + asked
                                + " to the host's maximum, "
                                + maximum);
        assertThat(Toml.usable(reading).limits().clampedTo(ResourceLimits.MAXIMUM))
                .isEqualTo(Toml.usable(reading).limits())
                .isNotEqualTo(ResourceLimits.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_memory_bytes",
                "fuel_per_call",
                "max_wall_time_secs",
                "max_storage_bytes"
            })
    void limit_atTheMaximum_acceptedAsItIs(String key) {
        long maximum =
                switch (key) {
                    case "fuel_per_call" -> ResourceLimits.MAXIMUM.fuelPerCall();
                    case "max_wall_time_secs" -> ResourceLimits.MAXIMUM.maxWallTime().toSeconds();
                    default -> ResourceLimits.MAXIMUM.maxMemoryBytes();
                };
        assertThat(Toml.problems("[limits]\n" + key + " = " + maximum + "\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "max_memory_bytes, 0, 'must be greater than zero, not 0'",
        "fuel_per_call, -1, 'must be greater than zero, not -1'",
        "max_wall_time_secs, 0, 'must be greater than zero, not 0'",
        "max_storage_bytes, -9223372036854775808, 'must be greater than zero, not -9223372036854775808'",
        "max_memory_bytes, '\"64MiB\"', 'must be a whole number, not text'",
        "fuel_per_call, 1e9, 'must be a whole number, not a fraction'",
        "max_wall_time_secs, 1.5, 'must be a whole number, not a fraction'",
        "max_wall_time_secs, nan, 'must be a whole number, not a fraction'",
        "max_storage_bytes, true, 'must be a whole number, not true or false'",
    })
    void limit_zeroNegativeOrWrongType_error(String key, String value, String why) {
        assertThat(Toml.problems("[limits]\n" + key + " = " + value + "\n"))
                .containsExactly("4:1: error: \"" + key + "\" in [limits] " + why);
    }

    @Test
    void key_unknown_warnedWithTheNearest() {
        assertThat(Toml.problems("[limits]\nmax_memory_byte = 1\n"))
                .containsExactly(
                        "4:1: warning: unknown key \"max_memory_byte\" in [limits]; did you mean max_memory_bytes?");
    }

    @Test
    void defaults_overASmallHostsMaximum_cutSilently() {
        ResourceLimits small = new ResourceLimits(1024, 10, Duration.ofMillis(500), 10);
        ManifestReading reading =
                new ManifestReader(Toml.HOST, small)
                        .read(
                                "[extension]\nname = \"x\"\n[limits]\n"
                                        .getBytes(StandardCharsets.UTF_8),
                                "x");
        assertThat(Toml.accepted(reading).limits()).isEqualTo(small);
    }
}
