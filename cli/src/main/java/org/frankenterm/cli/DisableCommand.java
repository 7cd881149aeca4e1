package org.frankenterm.cli;

import java.util.concurrent.Callable;
import org.frankenterm.extension.InstalledExtension;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Let an installed extension not run until it is enabled again.
@Command(
        name = "disable",
        description = {
            "Let an installed extension not run until it is enabled again. Where it runs, it ends at once.",
            ""
        })
final class DisableCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    DisableCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        InstalledExtension extension = UserHost.change(invocation, all -> all.disable(name));
        invocation
                .out()
                .println("Disabled %s %s.".formatted(extension.name(), extension.version()));
        return ExitStatus.DONE.number();
    }
}
