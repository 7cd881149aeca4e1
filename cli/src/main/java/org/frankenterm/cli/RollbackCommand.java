package org.frankenterm.cli;

import java.util.concurrent.Callable;
import org.frankenterm.extension.InstalledExtension;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Go back to the version that an installed extension was upgraded from, with what that one was
/// granted.
@Command(
        name = "rollback",
        description = {
            "Go back to the version that an installed extension was upgraded from, with what that one was granted.",
            ""
        })
final class RollbackCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    RollbackCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        InstalledExtension extension = UserHost.change(invocation, all -> all.rollback(name));
        invocation
                .out()
                .println("Rolled %s back to %s.".formatted(extension.name(), extension.version()));
        return ExitStatus.DONE.number();
    }
}
