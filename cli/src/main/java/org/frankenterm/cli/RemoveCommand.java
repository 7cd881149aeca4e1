package org.frankenterm.cli;

import java.util.concurrent.Callable;
import org.frankenterm.extension.InstalledExtension;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Removes an installed extension.
@Command(
        name = "remove",
        description = {"Remove an installed extension, and what it stored.", ""})
final class RemoveCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    @Option(
            names = "--keep-data",
            description = "Keep what it stored; install --kept-data gives it back.")
    private boolean keepData;

    RemoveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        InstalledExtension removed =
                UserHost.change(
                        invocation,
                        all -> {
                            InstalledExtension there = all.find(name);
                            all.remove(name, keepData);
                            return there;
                        });
        invocation
                .out()
                .println(
                        "Removed %s; what it stored is %s."
                                .formatted(removed.name(), keepData ? "kept" : "deleted"));
        return ExitStatus.DONE.number();
    }
}
