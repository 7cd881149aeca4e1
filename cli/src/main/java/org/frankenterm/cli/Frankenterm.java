package org.frankenterm.cli;

import java.util.Map;

/// The command line: a function from arguments and streams to an exit status.
final class Frankenterm {
    private Frankenterm() {}

    /// Runs one command. Nothing is thrown, whatever happens.
    ///
    /// @param arguments as the shell gives them
    /// @param streams where it writes
    /// @param environment variables by name
    /// @return the exit status, one of [ExitStatus]
    static int run(String[] arguments, Streams streams, Map<String, String> environment) {
        Invocation invocation = new Invocation(streams, environment);
        try {
            return written(run(arguments, invocation), invocation);
        } catch (Throwable mistake) { // the last line: nobody above could say anything better
            return Failure.of(mistake).report(invocation).number();
        } finally {
            streams.flush();
        }
    }

    /// A program that reads half a result must not take it for the whole.
    private static int written(int status, Invocation invocation) {
        if (status != ExitStatus.DONE.number() || invocation.outLasts()) {
            return status;
        }
        invocation.say("not all of the result could be written to standard output");
        return ExitStatus.REFUSED.number();
    }

    private static int run(String[] arguments, Invocation invocation) {
        if (arguments.length == 1) {
            switch (arguments[0]) {
                case "--version", "-V" -> {
                    // Asked by scripts and editors at every start: not worth a parser's classes.
                    invocation.out().println(RootCommand.VERSION);
                    return ExitStatus.DONE.number();
                }
                case Training.ARGUMENT -> {
                    return Training.run(invocation.environment());
                }
                default -> {}
            }
        }
        return Commands.of(invocation).execute(arguments);
    }
}
