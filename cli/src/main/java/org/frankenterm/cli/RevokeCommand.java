package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Takes permissions of an installed extension back.
@Command(
        name = "revoke",
        description = {
            "Take back what an installed extension was granted. Where it runs, what it is doing ends at once.",
            ""
        })
final class RevokeCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PERM",
            description = "all, a key such as environment, or key=value, as show has it.")
    private List<String> permissions = new ArrayList<>();

    RevokeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        GrantSummary.print(
                invocation, UserHost.change(invocation, all -> all.revoke(name, permissions)));
        return ExitStatus.DONE.number();
    }
}
