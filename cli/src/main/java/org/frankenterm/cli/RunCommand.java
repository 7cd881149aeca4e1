package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.frankenterm.extension.text.Quantity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fires an event at one extension and shows what it does.
@Command(
        name = "run",
        description = {
            "Load an extension, fire an event at it and show what its handlers do.",
            "Log lines go to standard error; RUST_LOG=frankenterm_scripting=debug shows each host call.",
            ""
        })
final class RunCommand implements Callable<Integer> {
    /// What a person waits for; durations of all firings are kept for the median.
    static final int MAX_REPEAT = 1_000_000;

    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description =
                    "Package (.ftx), folder with an extension.toml, or module (.wasm) with --handler.")
    private Path path = Path.of("");

    @Option(
            names = "--event",
            required = true,
            paramLabel = "NAME",
            description = "Event to fire, such as config.reload.")
    private String event = "";

    @Option(
            names = "--payload",
            paramLabel = "JSON|@FILE",
            description = "Payload of the event, a JSON object of at most 1 MiB (default: {}).")
    private String payload = "{}";

    @Option(
            names = "--handler",
            paramLabel = "NAME",
            description = "For a module: exported function to call; repeat it for more.")
    private List<String> handlers = new ArrayList<>();

    @Option(
            names = "--grant",
            paramLabel = "PERM",
            description =
                    "Permission to grant: all, none, a key such as environment, or key=value with one"
                            + " requested value; repeat it for more (default: none).")
    private List<String> grants = new ArrayList<>();

    @Option(
            names = "--storage",
            paramLabel = "FILE",
            description =
                    "File that keeps what the extension stores, made if there is none (default: it is"
                            + " forgotten at the end).")
    private @Nullable Path storage;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "Fire N times at the same instance, whose state lives on; above 10 only totals"
                            + " are shown (default: 1).")
    private int repeat = 1;

    @Option(
            names = "--dry-run",
            description = "Show what the handlers ask the host to do, and do none of it.")
    private boolean dryRun;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Record everything the extension does and sees into a file that only you may read,"
                            + " for extension replay.")
    private @Nullable Path recording;

    @Option(names = "--trace", description = "Show each host call on standard error as it is made.")
    private boolean trace;

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (repeat < 1 || repeat > MAX_REPEAT) {
            throw new UsageException(
                    "--repeat takes a number from 1 to " + Quantity.count(MAX_REPEAT));
        }
        if (!handlers.isEmpty() && Run.hasManifest(path)) {
            throw new UsageException(
                    "--handler is for a module without a manifest; the extension.toml of a folder or package names its own");
        }
        Run run =
                new Run(
                        invocation,
                        new Run.Request(path, handlers, grants, storage, recording),
                        new Run.Firing(event, payload, repeat, dryRun),
                        trace);
        return print(run.start()).number();
    }

    private ExitStatus print(RunResult result) {
        if (json) {
            invocation.out().println(new RunJson(result).document());
        } else {
            new RunText(result, invocation.outStyle()).lines().forEach(invocation.out()::println);
        }
        return result.status();
    }
}
