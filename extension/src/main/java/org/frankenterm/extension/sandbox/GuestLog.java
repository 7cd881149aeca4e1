package org.frankenterm.extension.sandbox;

import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasi.LineSink;
import org.jspecify.annotations.Nullable;

/// What a guest says: `ft_log`, standard output and standard error, as log lines under its name.
/// Sanitised, cut, and no more of them than a person could make use of. Guest thread only.
public final class GuestLog {
    /// The longest text of one line, in bytes; what is longer is cut on a character.
    public static final int MAX_LINE_BYTES = 8 << 10;

    /// What one call may print to each stream.
    private static final long MAX_OUTPUT_BYTES = 1L << 20;

    private static final int BURST = 1_000;
    private static final int LINES_PER_SECOND = 200;

    private final Logger logger;
    private final @Nullable Recorder recorder;
    private final RateLimit rate = new RateLimit(BURST, LINES_PER_SECOND, System.nanoTime());
    private final LineSink stdout;
    private final LineSink stderr;

    GuestLog(Logger logger) {
        this(logger, null);
    }

    /// @param recorder hears what was written; null for nobody
    GuestLog(Logger logger, @Nullable Recorder recorder) {
        this.logger = logger;
        this.recorder = recorder;
        stdout = new LineSink(line -> print(LogLevel.INFO, line), MAX_LINE_BYTES, MAX_OUTPUT_BYTES);
        stderr = new LineSink(line -> print(LogLevel.WARN, line), MAX_LINE_BYTES, MAX_OUTPUT_BYTES);
    }

    /// Where standard output goes: lines at level info.
    LineSink stdout() {
        return stdout;
    }

    /// Where standard error goes, panics for one: lines at level warn.
    LineSink stderr() {
        return stderr;
    }

    /// Whether anybody wants lines of a level.
    public boolean wanted(LogLevel level) {
        return logger.enabled(level);
    }

    /// Writes one line, if it is wanted and the rate allows.
    ///
    /// @param text UTF-8, unsanitised
    /// @param now [System#nanoTime]
    public void write(LogLevel level, byte[] text, long now) {
        if (logger.enabled(level) && rate.take(now)) {
            say(level, Sanitizer.decode(text, 0, text.length, MAX_LINE_BYTES));
        }
    }

    private void say(LogLevel level, String line) {
        logger.log(level, line);
        if (recorder != null) {
            recorder.line(level, line);
        }
    }

    private void print(LogLevel level, byte[] line) {
        write(level, line, System.nanoTime());
    }

    /// Ends a guest call: hands over what was printed without a line feed, and says what was
    /// dropped.
    void flush() {
        long bytes = stdout.flush() + stderr.flush();
        if (bytes > 0) {
            say(
                    LogLevel.WARN,
                    "%s of output dropped: a call may print %s to each stream, %s a line"
                            .formatted(
                                    Quantity.bytes(bytes),
                                    Quantity.bytes(MAX_OUTPUT_BYTES),
                                    Quantity.bytes(MAX_LINE_BYTES)));
        }
        long lines = rate.takeRefused();
        if (lines > 0) {
            say(
                    LogLevel.WARN,
                    "%s log lines dropped: an extension may write %s at once and %s a second"
                            .formatted(
                                    Quantity.count(lines),
                                    Quantity.count(BURST),
                                    Quantity.count(LINES_PER_SECOND)));
        }
    }
}
