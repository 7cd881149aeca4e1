package org.frankenterm.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.text.Quoted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fires an event at everything that is installed.
@Command(
        name = "fire",
        description = {
            "Fire an event at every installed extension that listens, as the terminal will.",
            "Their log lines go to standard error, and with the audit to disk.",
            ""
        })
final class FireCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "EVENT",
            description = "Event to fire, such as config.reload.")
    private String event = "";

    @Option(
            names = "--payload",
            paramLabel = "JSON|@FILE",
            description = "Payload of the event, a JSON object of at most 1 MiB (default: {}).")
    private String payload = "{}";

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    FireCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        Event fired = event();
        try (ExtensionHost host = UserHost.open(invocation)) {
            List<String> notices = host.loadInstalled();
            notices.forEach(notice -> invocation.say("note: " + notice));
            ExtensionHost.remarks(fired).forEach(remark -> invocation.say("note: " + remark));
            DispatchReport report = fire(host, fired);
            FireResult result = FireResult.of(report, host.extensions(), notices);
            if (json) {
                invocation.out().println(new FireJson(result).document());
            } else if (report.handlers().isEmpty()) {
                invocation.say(
                        "nothing that is installed and enabled listens to " + Quoted.of(event));
            } else {
                new FireText(result, invocation.outStyle())
                        .lines()
                        .forEach(invocation.out()::println);
            }
            return result.status().number();
        }
    }

    private DispatchReport fire(ExtensionHost host, Event fired) throws InterruptedException {
        try (var _ = Progress.of("running " + fired.name(), invocation, Progress.PATIENCE)) {
            return host.fire(fired);
        }
    }

    private Event event() {
        try {
            return new Event(event, Payload.of(payload));
        } catch (IllegalArgumentException e) {
            throw new UsageException("EVENT or --payload: " + e.getMessage());
        }
    }
}
