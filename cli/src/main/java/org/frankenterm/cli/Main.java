package org.frankenterm.cli;

/// Where the process starts: arguments in, exit status out.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its status.
    ///
    /// @param arguments as the shell gives them
    public static void main(String[] arguments) {
        System.exit(Frankenterm.run(arguments, Streams.ofProcess(), System.getenv()));
    }
}
