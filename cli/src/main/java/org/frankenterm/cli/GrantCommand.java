package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.frankenterm.extension.InstallPlan.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Grants permissions to an installed extension.
@Command(
        name = "grant",
        description = {
            "Grant an installed extension more of what it asks for. It takes effect at once, wherever it runs.",
            "A path that was granted before and is named again is looked up anew.",
            ""
        })
final class GrantCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PERM",
            description =
                    "all, a key such as environment, or key=value with one requested value, as show"
                            + " has it.")
    private List<String> permissions = new ArrayList<>();

    GrantCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Result result = UserHost.change(invocation, all -> all.grant(name, permissions));
        GrantSummary.print(invocation, result.extension());
        result.notices().forEach(notice -> invocation.say("note: " + notice));
        return ExitStatus.DONE.number();
    }
}
