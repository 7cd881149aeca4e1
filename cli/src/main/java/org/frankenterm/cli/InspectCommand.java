package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what an extension's files say about it.
@Command(
        name = "inspect",
        description = {
            "Show what an extension is, listens to, asks for, imports and exports. Nothing of it is compiled or run.",
            ""
        })
final class InspectCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "Package (.ftx), folder with an extension.toml, or module (.wasm).")
    private Path path = Path.of("");

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    InspectCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Examination examination = Examination.inspect(path, invocation);
        if (json) {
            invocation.out().println(InspectionJson.document(examination.inspection()));
        } else {
            new InspectionText(examination.inspection(), invocation.outStyle())
                    .lines()
                    .forEach(invocation.out()::println);
        }
        return examination.status().number();
    }
}
