package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");

    @ParameterizedTest
    @CsvSource({
        "30s, 2026-11-22T09:59:30Z",
        "10m, 2026-11-22T09:50:00Z",
        "2h, 2026-11-22T08:00:00Z",
        "3d, 2026-11-19T10:00:00Z",
        "2026-11-22, 2026-11-21T23:00:00Z",
        "2026-11-22T10:11, 2026-11-22T09:11:00Z",
        "2026-11-22T10:11:12, 2026-11-22T09:11:12Z",
        "2026-11-22T10:11:12Z, 2026-11-22T10:11:12Z",
        "2026-11-22T10:11:12+02:00, 2026-11-22T08:11:12Z"
    })
    void read_whatPeopleWrite_theMoment(String text, Instant moment) {
        assertThat(Since.read(text, NOW, ZONE)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "m", "-1h", "10 m", "yesterday", "2026-13-01", "9999999d"})
    void read_anythingElse_refusedWithForms(String text) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Since.read(text, NOW, ZONE))
                .withMessageContaining("10m, 2h or 3d");
    }
}
