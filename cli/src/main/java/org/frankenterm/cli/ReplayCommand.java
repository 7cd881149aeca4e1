package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Replays a recorded run and tells whether it went the same.
@Command(
        name = "replay",
        description = {
            "Run a recorded extension again, with what it was given then in place of the host, and compare"
                    + " everything it does. Files, network, clock and storage are not there; nothing is applied.",
            ""
        })
final class ReplayCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Recording, made by extension run --record.")
    private Path file = Path.of("");

    @Option(
            names = "--module",
            paramLabel = "PATH",
            description =
                    "Package, folder or module to run in place of the recorded module, to find where it"
                            + " first does something else.")
    private @Nullable Path module;

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    ReplayCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        ReplayTally tally = new ReplayTally();
        try (ExtensionHost host = ExtensionHost.open(config())) {
            ReplayReport report = replay(host, tally);
            if (json) {
                invocation.out().println(new ReplayJson(report, tally).document());
            } else {
                new ReplayText(report, tally, invocation.outStyle())
                        .lines()
                        .forEach(invocation.out()::println);
            }
            return (report.same() ? ExitStatus.DONE : ExitStatus.GUEST_FAILED).number();
        }
    }

    private ReplayReport replay(ExtensionHost host, ReplayTally tally) throws InterruptedException {
        String shown = Sanitizer.line(file.toString(), 256);
        try (var _ = Progress.of("replaying " + shown, invocation, Progress.PATIENCE)) {
            return host.replay(file, module, tally::add);
        }
    }

    private HostConfig config() {
        return HostConfig.standard()
                .withEnvironment(invocation.environment())
                .withLogSink(invocation.err()::println);
    }
}
