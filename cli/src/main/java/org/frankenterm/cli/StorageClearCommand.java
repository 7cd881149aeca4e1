package org.frankenterm.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.frankenterm.extension.ExtensionStorage;
import org.frankenterm.extension.text.Quantity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Removes what an extension has stored.
@Command(
        name = "clear",
        description = {
            "Remove everything that an extension has stored. It may run meanwhile; what it keeps in memory stays.",
            ""
        })
final class StorageClearCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask; needed where nobody can be asked.")
    private boolean yes;

    StorageClearCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        ExtensionStorage storage = StoredName.storage(name, invocation);
        if (!yes && !confirmed()) {
            invocation.say("nothing was removed");
            return ExitStatus.REFUSED.number();
        }
        long entries = storage.clear();
        invocation
                .out()
                .println(
                        "%s: removed %s %s"
                                .formatted(
                                        name,
                                        Quantity.count(entries),
                                        entries == 1 ? "entry" : "entries"));
        return ExitStatus.DONE.number();
    }

    private boolean confirmed() throws IOException {
        Confirmation confirmation = new Confirmation(invocation);
        if (!confirmation.possible()) {
            throw new UsageException(
                    "nobody can be asked here whether to remove what %s has stored: say --yes"
                            .formatted(name));
        }
        return confirmation.ask("Remove everything that " + name + " has stored?");
    }
}
