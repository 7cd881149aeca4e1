package org.frankenterm.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/// The tree of commands, and what happens to what they throw.
final class Commands {
    /// Narrower, picocli can't lay out its help.
    private static final int LEAST_HELP_WIDTH = 55;

    private static final String JSON = "--json";

    private Commands() {}

    /// The commands, ready to be executed or asked for their help.
    static CommandLine of(Invocation invocation) {
        CommandLine root =
                new CommandLine(new RootCommand(invocation))
                        .addSubcommand(extension(invocation))
                        .addSubcommand(new WasiCommand(invocation))
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
                .addSubcommand(new InstallCommand(invocation))
                .addSubcommand(new ListCommand(invocation))
                .addSubcommand(new ShowCommand(invocation))
                .addSubcommand(new GrantCommand(invocation))
                .addSubcommand(new RevokeCommand(invocation))
                .addSubcommand(new EnableCommand(invocation))
                .addSubcommand(new DisableCommand(invocation))
                .addSubcommand(new UpgradeCommand(invocation))
                .addSubcommand(new RollbackCommand(invocation))
                .addSubcommand(new RemoveCommand(invocation))
                .addSubcommand(new FireCommand(invocation))
                .addSubcommand(new RunCommand(invocation))
                .addSubcommand(new ReplayCommand(invocation))
                .addSubcommand(new InspectCommand(invocation))
                .addSubcommand(new ValidateCommand(invocation))
                .addSubcommand(new PackCommand(invocation))
                .addSubcommand(new AuditCommand(invocation, InstantSource.system()))
                .addSubcommand(new LogsCommand(invocation))
                .addSubcommand(cache(invocation))
                .addSubcommand(storage(invocation));
    }

    private static CommandLine cache(Invocation invocation) {
        return new CommandLine(new CacheCommand())
                .addSubcommand(new CacheStatCommand(invocation))
                .addSubcommand(new CacheVerifyCommand(invocation))
                .addSubcommand(new CacheClearCommand(invocation));
    }

    private static CommandLine storage(Invocation invocation) {
        return new CommandLine(new StorageCommand())
                .addSubcommand(new StorageExportCommand(invocation))
                .addSubcommand(new StorageClearCommand(invocation));
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
