package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.extension.text.Sanitizer;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said about arguments that the parser doesn't understand: in our words, with the nearest
/// thing that it does.
final class UsageErrors implements IParameterExceptionHandler {
    private static final Set<Class<?>> WHOLE_NUMBERS =
            Set.of(int.class, long.class, Integer.class, Long.class);

    private final Invocation invocation;

    UsageErrors(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        return report(sentence(problem), problem.getCommandLine(), invocation);
    }

    /// Says what is wrong and where to read how it is right.
    ///
    /// @return the status to end with
    static int report(String sentence, CommandLine command, Invocation invocation) {
        String name = command.getCommandSpec().qualifiedName();
        invocation.err().println(name + ": " + sentence);
        invocation.err().println("see: " + name + " --help");
        return ExitStatus.USAGE.number();
    }

    private static String sentence(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        // The parser tells of what is missing first; a misspelt option is why.
        Optional<String> misspelt =
                command.getUnmatchedArguments().stream()
                        .filter(argument -> argument.startsWith("-"))
                        .findFirst();
        if (misspelt.isPresent()) {
            return unmatched(misspelt.get(), command);
        }
        return switch (problem) {
            case UnmatchedArgumentException unmatched when !unmatched.getUnmatched().isEmpty() ->
                    unmatched(unmatched.getUnmatched().getFirst(), command);
            case MissingParameterException missing when !missing.getMissing().isEmpty() ->
                    missing(missing.getMissing());
            case OverwrittenOptionException twice ->
                    name(twice.getOverwritten()) + " is given more than once";
            default -> other(problem, command);
        };
    }

    private static String unmatched(String argument, CommandLine command) {
        boolean option = argument.startsWith("-");
        boolean expectsCommand = !command.getSubcommands().isEmpty();
        String kind = option ? "option" : expectsCommand ? "command" : "argument";
        List<String> known = new ArrayList<>();
        if (option) {
            command.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .forEach(known::add);
        } else {
            known.addAll(command.getSubcommands().keySet());
        }
        String name = argument.replaceFirst("=.*", "");
        Optional<String> near = Nearest.to(name, known);
        String advice =
                option && passesOn(command) ? "; what is for the program goes after --" : "";
        return "unknown %s %s%s"
                .formatted(
                        kind,
                        Quoted.of(name),
                        near.map(found -> "; did you mean " + found + "?").orElse(advice));
    }

    /// Whether it takes any number of arguments, which are somebody else's.
    private static boolean passesOn(CommandLine command) {
        return command.getCommandSpec().positionalParameters().stream()
                .anyMatch(parameter -> parameter.index().isVariable());
    }

    private static String missing(List<ArgSpec> missing) {
        String names =
                missing.stream().map(UsageErrors::label).collect(Collectors.joining(" and "));
        return names + (missing.size() == 1 ? " is missing" : " are missing");
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String other(ParameterException problem, CommandLine command) {
        if (problem.getArgSpec() != null && problem.getValue() != null) {
            boolean whole = WHOLE_NUMBERS.contains(problem.getArgSpec().type());
            String kind = whole ? "whole number" : "value";
            return "%s takes a %s, not %s"
                    .formatted(label(problem.getArgSpec()), kind, Quoted.of(problem.getValue()));
        }
        if (!command.getSubcommands().isEmpty()) {
            return "a command is missing: "
                    + String.join(" or ", command.getCommandSpec().subcommands().keySet());
        }
        return Sanitizer.line(String.valueOf(problem.getMessage()), 512);
    }
}
