package org.frankenterm.extension.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogLevelTest {
    @ParameterizedTest
    @CsvSource({
        "0, TRACE",
        "1, DEBUG",
        "2, INFO",
        "3, WARN",
        "4, ERROR",
        "-1, TRACE",
        "-2147483648, TRACE",
        "5, ERROR",
        "2147483647, ERROR"
    })
    void ofNumber_anyNumber_isClamped(int number, LogLevel level) {
        assertThat(LogLevel.ofNumber(number)).isEqualTo(level);
    }

    @ParameterizedTest
    @EnumSource
    void number_ofEachLevel_leadsBack(LogLevel level) {
        assertThat(LogLevel.ofNumber(level.number())).isEqualTo(level);
    }

    @ParameterizedTest
    @EnumSource
    void isAtLeast_eachThreshold_followsTheOrder(LogLevel level) {
        for (LogLevel threshold : LogLevel.values()) {
            assertThat(level.isAtLeast(threshold)).isEqualTo(level.compareTo(threshold) >= 0);
        }
    }
}
