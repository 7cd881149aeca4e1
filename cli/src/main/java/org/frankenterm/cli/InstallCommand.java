package org.frankenterm.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.frankenterm.cli.InstallSession.Wishes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Installs a package.
@Command(
        name = "install",
        description = {
            "Check, compile and install an extension, after showing what it is and what it asks for.",
            "On a terminal each permission is a question; elsewhere nothing is granted but what --grant names.",
            ""
        })
final class InstallCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "Package (.ftx), or folder with an extension.toml.")
    private Path path = Path.of("");

    @Option(
            names = "--grant",
            paramLabel = "PERM",
            description =
                    "Permission to grant without asking: all, none, a key such as environment, or"
                            + " key=value with one requested value; repeat it for more.")
    private List<String> grants = new ArrayList<>();

    @Option(
            names = "--kept-data",
            description = "Give it the data that an earlier extension of its name left.")
    private boolean keptData;

    @Option(names = "--dry-run", description = "Show the sheet, and install nothing.")
    private boolean dryRun;

    InstallCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return new InstallSession(invocation, grants, dryRun)
                .run(path, installed -> installed.plan(path), new Wishes(false, keptData))
                .number();
    }
}
