package org.frankenterm.extension.log;

import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// Writes the records of one target about one extension, or about none. Made by [HostLog] and kept:
/// what the filter says about the target was looked up then. May be used by any thread.
public final class Logger {
    private final HostLog log;
    private final String target;
    private final String extension;
    private final Threshold threshold;
    private final @Nullable LogFiles files;

    Logger(
            HostLog log,
            String target,
            String extension,
            Threshold threshold,
            @Nullable LogFiles files) {
        this.log = log;
        this.target = Sanitizer.line(target);
        this.extension = extension;
        this.threshold = threshold;
        this.files = files;
    }

    /// Whether a record of this level can be wanted; costs a comparison. Ask before a message is
    /// made.
    ///
    /// @param level the record's level
    /// @return whether the filter wants the level for this target, or it is kept on disk
    public boolean enabled(LogLevel level) {
        return threshold.admits(level) || kept(level);
    }

    private boolean kept(LogLevel level) {
        return files != null && LogFiles.keeps(level);
    }

    /// Writes a record, if it is wanted.
    ///
    /// @param level its level
    /// @param message its message, sanitised here
    public void log(LogLevel level, String message) {
        if (threshold.admits(level)) {
            log.record(level, target, extension, message);
        }
        if (files != null && LogFiles.keeps(level)) {
            files.write(level, extension, Sanitizer.line(message));
        }
    }
}
