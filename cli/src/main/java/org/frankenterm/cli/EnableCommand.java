package org.frankenterm.cli;

import java.util.concurrent.Callable;
import org.frankenterm.extension.InstalledExtension;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Let an installed extension run, however often it failed.
@Command(
        name = "enable",
        description = {"Let an installed extension run, however often it failed.", ""})
final class EnableCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    EnableCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        InstalledExtension extension = UserHost.change(invocation, all -> all.enable(name));
        invocation.out().println("Enabled %s %s.".formatted(extension.name(), extension.version()));
        return ExitStatus.DONE.number();
    }
}
