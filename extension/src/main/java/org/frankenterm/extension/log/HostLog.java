package org.frankenterm.extension.log;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// The log of a host: one line for each record that its filter wants.
///
/// ```
/// 2026-11-22T10:11:12.345Z INFO  frankenterm_scripting::git [git] branch is main
/// ```
///
/// Time (RFC 3339, UTC, milliseconds), level, target, extension (`[host]`, which no extension may
/// be called, when a record is about none) and message, each sanitised, so a record is one line
/// whatever a guest wrote.
///
/// Targets follow the Rust original, so that its `RUST_LOG` values keep their meaning:
///
/// - `frankenterm_scripting`: what the host does, at debug each host call.
///   `RUST_LOG=frankenterm_scripting=debug` shows those and, as targets match by prefix, all that
///   guests log at debug and above.
/// - `frankenterm_scripting::<extension>`: what the guest of one extension logs, and prints. The
///   default, `info`, shows it from info on, and no host calls;
///   `info,frankenterm_scripting::git=trace` all of one guest.
///
/// May be used by any thread, which waits as long as the sink takes. A sink that fails never
/// disturbs whoever logs: the line is lost and counted.
public final class HostLog {
    /// The target of what the host does for extensions.
    public static final String SCRIPTING = "frankenterm_scripting";

    /// What stands in the place of the extension when there is none.
    private static final String HOST = "host";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final LogFilter filter;
    private final InstantSource clock;
    private final LogSink sink;
    private final @Nullable LogFiles files;
    private final AtomicLong lost = new AtomicLong();
    private final Object writing = new Object();

    private HostLog(LogFilter filter, InstantSource clock, LogSink sink, @Nullable LogFiles files) {
        this.filter = filter;
        this.clock = clock;
        this.sink = sink;
        this.files = files;
    }

    /// Opens a log. The filter's warnings are its first lines, wanted or not: whoever wrote the
    /// filter expects something else than what comes.
    ///
    /// @param filter which records are wanted
    /// @param clock tells the time of a record
    /// @param sink where the lines go; written to by one thread at a time
    /// @return the log
    public static HostLog open(LogFilter filter, InstantSource clock, LogSink sink) {
        return open(filter, clock, sink, null);
    }

    /// Opens a log that also keeps on disk what guests say.
    ///
    /// @param filter which records are wanted
    /// @param clock tells the time of a record
    /// @param sink where the lines go; written to by one thread at a time
    /// @param files where what guests say is kept; null for nowhere
    /// @return the log
    public static HostLog open(
            LogFilter filter, InstantSource clock, LogSink sink, @Nullable LogFiles files) {
        var log = new HostLog(filter, clock, sink, files);
        for (String warning : filter.warnings()) {
            log.write(LogLevel.WARN, SCRIPTING, HOST, warning);
        }
        return log;
    }

    /// The logger of a part of the host.
    ///
    /// @param target what its records are about, in the notation of Rust modules
    /// @return a logger to keep
    public Logger logger(String target) {
        return new Logger(this, target, HOST, filter.threshold(target), null);
    }

    /// The logger for what the host does for an extension, its calls above all: target
    /// `frankenterm_scripting`.
    ///
    /// @param extension the extension's name
    /// @return a logger to keep
    public Logger hostCalls(String extension) {
        return new Logger(
                this, SCRIPTING, Sanitizer.line(extension), filter.threshold(SCRIPTING), null);
    }

    /// The logger for what the guest of an extension says: target
    /// `frankenterm_scripting::<extension>`.
    ///
    /// @param extension the extension's name
    /// @return a logger to keep
    public Logger guest(String extension) {
        String target = SCRIPTING + "::" + extension;
        return new Logger(this, target, Sanitizer.line(extension), filter.threshold(target), files);
    }

    /// Whether records of a level can be wanted for a target. Looks the target up; where it
    /// matters, ask a [Logger], which has done so.
    ///
    /// @param level the level
    /// @param target the target
    /// @return whether the filter wants them
    public boolean enabled(LogLevel level, String target) {
        return filter.enabled(level, target);
    }

    /// How many lines the sink failed to take.
    ///
    /// @return the count since the log was opened
    public long linesLost() {
        return lost.get();
    }

    /// Writes a record whose level was found to be wanted.
    void record(LogLevel level, String target, String extension, String message) {
        String line = Sanitizer.line(message);
        if (filter.admits(line)) {
            write(level, target, extension, line);
        }
    }

    /// Writes a line of parts that are safe.
    private void write(LogLevel level, String target, String extension, String message) {
        // the time is taken inside, so that lines stand in its order
        synchronized (writing) {
            String time = TIME.format(clock.instant());
            String line =
                    time + " " + padded(level) + " " + target + " [" + extension + "] " + message;
            try {
                sink.write(line);
            } catch (IOException | RuntimeException e) {
                lost.incrementAndGet();
            }
        }
    }

    /// A line as it is kept on disk: without a target, which says no more than the extension.
    static String line(Instant time, LogLevel level, String extension, String message) {
        return TIME.format(time) + " " + padded(level) + " [" + extension + "] " + message;
    }

    /// Five characters for each, as env_logger does.
    private static String padded(LogLevel level) {
        return switch (level) {
            case TRACE -> "TRACE";
            case DEBUG -> "DEBUG";
            case INFO -> "INFO ";
            case WARN -> "WARN ";
            case ERROR -> "ERROR";
        };
    }
}
