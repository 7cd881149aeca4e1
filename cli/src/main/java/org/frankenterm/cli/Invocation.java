package org.frankenterm.cli;

import java.io.PrintStream;
import java.util.Map;

/// What a command is run with besides its arguments.
///
/// @param streams where it writes
/// @param environment variables by name
record Invocation(Streams streams, Map<String, String> environment) {
    PrintStream out() {
        return streams.out();
    }

    /// Hands on what was written.
    ///
    /// @return false if something couldn't be: a disk is full, or nobody reads any more
    boolean outLasts() {
        return !out().checkError();
    }

    PrintStream err() {
        return streams.err();
    }

    /// How results look.
    Style outStyle() {
        return Style.of(streams.outIsTerminal(), environment);
    }

    /// How messages look.
    Style errStyle() {
        return Style.of(streams.errIsTerminal(), environment);
    }

    /// Whether the user wants to see the stack traces of our mistakes.
    boolean debug() {
        return environment.getOrDefault("FRANKENTERM_DEBUG", "").equals("1");
    }

    /// Says something that is no result.
    void say(String message) {
        err().println("frankenterm: " + message);
    }
}
