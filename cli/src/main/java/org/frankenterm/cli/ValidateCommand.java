package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.frankenterm.extension.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks an extension as loading it would.
@Command(
        name = "validate",
        description = {
            "Check an extension as loading it would: manifest, module, imports, handlers, compilation. Nothing of it is run.",
            ""
        })
final class ValidateCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "Package (.ftx), folder with an extension.toml, or module (.wasm).")
    private Path path = Path.of("");

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    ValidateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Examination examination = Examination.validate(path, invocation);
        if (json) {
            invocation.out().println(document(examination));
        } else {
            examination.errors().forEach(invocation.out()::println);
            examination.warnings().forEach(invocation.out()::println);
            invocation.out().println(examination.verdict());
        }
        return examination.status().number();
    }

    private static String document(Examination examination) {
        JsonWriter writer =
                new JsonWriter()
                        .object()
                        .field("source", examination.source())
                        .field("valid", examination.errors().isEmpty());
        writer.name("errors").array();
        examination.errors().forEach(writer::value);
        writer.end().name("warnings").array();
        examination.warnings().forEach(writer::value);
        return writer.end().end().toString();
    }
}
