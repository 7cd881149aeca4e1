package org.frankenterm.extension.log;

import java.util.Locale;
import java.util.Optional;
import org.frankenterm.extension.api.LogLevel;

/// The least level wanted, or none at all.
enum Threshold {
    TRACE(LogLevel.TRACE.number()),
    DEBUG(LogLevel.DEBUG.number()),
    INFO(LogLevel.INFO.number()),
    WARN(LogLevel.WARN.number()),
    ERROR(LogLevel.ERROR.number()),
    OFF(LogLevel.ERROR.number() + 1);

    private final int least;

    Threshold(int least) {
        this.least = least;
    }

    /// A level's name as env_logger reads it: in any case, no numbers.
    static Optional<Threshold> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "trace" -> Optional.of(TRACE);
            case "debug" -> Optional.of(DEBUG);
            case "info" -> Optional.of(INFO);
            case "warn" -> Optional.of(WARN);
            case "error" -> Optional.of(ERROR);
            case "off" -> Optional.of(OFF);
            default -> Optional.empty();
        };
    }

    boolean admits(LogLevel level) {
        return level.number() >= least;
    }
}
