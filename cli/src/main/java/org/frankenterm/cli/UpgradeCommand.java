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

/// Replaces an installed version.
@Command(
        name = "upgrade",
        description = {
            "Replace an installed extension by another version, after showing what differs.",
            "It keeps its grants only after a yes, or with --keep-grants; what it asks for besides is asked.",
            ""
        })
final class UpgradeCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "Package (.ftx), or folder with an extension.toml.")
    private Path path = Path.of("");

    @Option(
            names = "--keep-grants",
            description = "Keep what was granted before, as far as it is asked for again.")
    private boolean keepGrants;

    @Option(
            names = "--grant",
            paramLabel = "PERM",
            description = "Permission to grant without asking, as in install; repeat it for more.")
    private List<String> grants = new ArrayList<>();

    @Option(names = "--dry-run", description = "Show what differs, and change nothing.")
    private boolean dryRun;

    UpgradeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        return new InstallSession(invocation, grants, dryRun)
                .run(
                        path,
                        installed -> installed.planUpgrade(name, path),
                        new Wishes(keepGrants, false))
                .number();
    }
}
