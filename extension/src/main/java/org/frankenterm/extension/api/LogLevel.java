package org.frankenterm.extension.api;

/// How much a log record matters. The order of the constants is from least to most.
public enum LogLevel {
    /// Steps inside a thing that is being looked into.
    TRACE(0),
    /// What was done, call by call.
    DEBUG(1),
    /// What a user may want to know.
    INFO(2),
    /// Something is wrong, and went on.
    WARN(3),
    /// Something failed.
    ERROR(4);

    private static final LogLevel[] BY_NUMBER = values();

    private final int number;

    LogLevel(int number) {
        this.number = number;
    }

    /// The level that a guest means with the first argument of `ft_log`.
    ///
    /// @param number 0 for trace to 4 for error; what is below or above counts as the nearest of
    ///   them
    /// @return the level
    public static LogLevel ofNumber(int number) {
        return BY_NUMBER[Math.clamp(number, 0, BY_NUMBER.length - 1)];
    }

    /// This level as guests write it in `ft_log`.
    ///
    /// @return 0 for trace to 4 for error
    public int number() {
        return number;
    }

    /// Whether a record of this level passes where `threshold` is the least that is wanted.
    ///
    /// @param threshold the least level wanted
    /// @return whether this level is that or more
    public boolean isAtLeast(LogLevel threshold) {
        return number >= threshold.number;
    }
}
