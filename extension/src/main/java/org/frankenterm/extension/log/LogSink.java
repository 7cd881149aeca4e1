package org.frankenterm.extension.log;

import java.io.IOException;

/// Where log lines go.
@FunctionalInterface
public interface LogSink {
    /// Takes one line. Called by any thread, by one at a time.
    ///
    /// @param line a line, safe to show, without its terminator
    /// @throws IOException if it can't be written; it is then lost
    void write(String line) throws IOException;

    /// A sink that appends lines to a stream or a buffer, each in one piece and ended by a line
    /// feed.
    ///
    /// @param out where they go, such as standard error
    /// @return the sink
    static LogSink to(Appendable out) {
        return line -> out.append(line + "\n");
    }
}
