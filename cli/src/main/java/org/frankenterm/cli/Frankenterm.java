package org.frankenterm.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/// The command line: a function from arguments and streams to an exit status.
final class Frankenterm {
    /// Narrower, picocli can't lay out its help.
    private static final int LEAST_HELP_WIDTH = 55;

    private static final String JSON = "--json";

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
            return run(arguments, invocation);
        } catch (Throwable mistake) { // the last line: nobody above could say anything better
            return Failure.of(mistake).report(invocation).number();
        } finally {
            streams.flush();
        }
    }

    private static int run(String[] arguments, Invocation invocation) {
        if (arguments.length == 1) {
            switch (arguments[0]) {
                case "--version", "-V" -> {
                    // Asked by scripts and editors at every start: not worth a parser's classes.
                    RootCommand.VERSION_LINES.forEach(invocation.out()::println);
                    return ExitStatus.DONE.number();
                }
                case Training.ARGUMENT -> {
                    return Training.run(invocation.environment());
                }
                default -> {}
            }
        }
        return commands(invocation).execute(arguments);
    }

    /// The commands, ready to be executed or asked for their help.
    static CommandLine commands(Invocation invocation) {
        CommandLine root =
                new CommandLine(new RootCommand(invocation))
                        .addSubcommand(extension(invocation))
                        .addSubcommand(new DoctorCommand(invocation));
        Style style = invocation.outStyle();
        root.setExpandAtFiles(false); // --payload @FILE is ours
        root.setUsageHelpWidth(Math.max(LEAST_HELP_WIDTH, style.width()));
        root.setColorScheme(Help.defaultColorScheme(style.colour() ? Ansi.ON : Ansi.OFF));
        root.setOut(new PrintWriter(invocation.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(invocation.err(), true, StandardCharsets.UTF_8));
        root.setParameterExceptionHandler(new UsageErrors(invocation));
        root.setExecutionExceptionHandler(
                (thrown, command, _) -> failed(thrown, command, invocation));
        return root;
    }

    private static CommandLine extension(Invocation invocation) {
        return new CommandLine(new ExtensionCommand())
                .addSubcommand(new RunCommand(invocation))
                .addSubcommand(new InspectCommand(invocation))
                .addSubcommand(new ValidateCommand(invocation));
    }

    private static int failed(Exception thrown, CommandLine command, Invocation invocation) {
        Failure failure = Failure.of(thrown);
        if (command.getParseResult().hasMatchedOption(JSON)) {
            invocation.out().println(failure.document());
        }
        if (failure.status() == ExitStatus.USAGE) {
            return UsageErrors.report(failure.message(), command, invocation);
        }
        return failure.report(invocation).number();
    }
}
