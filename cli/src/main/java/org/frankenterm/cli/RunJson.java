package org.frankenterm.cli;

import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.json.JsonWriter;

/// The result of a run for programs. The form is stable and described in `docs/cli.md`.
final class RunJson {
    private final RunResult result;
    private final JsonWriter writer = new JsonWriter();

    RunJson(RunResult result) {
        this.result = result;
    }

    /// The document, one line of ASCII. May be asked for once.
    String document() {
        writer.object()
                .field("extension", result.extension())
                .field("event", result.event())
                .field("repeat", result.tally().repeat())
                .field("completed", result.tally().completed())
                .field("dry_run", result.dryRun());
        writer.name("notices").array();
        result.notices().forEach(writer::value);
        writer.end().name("handlers").array();
        result.tally().handlers().forEach(this::total);
        writer.end().name("firings").array();
        result.tally().firings().forEach(this::firing);
        writer.end().name("denied").array();
        result.denied().forEach(call -> ReportJson.denied(writer, call));
        return writer.end().end().toString();
    }

    private void total(HandlerTally tally) {
        HandlerTally.Spread spread = tally.spread();
        writer.object()
                .field("handler", tally.handler())
                .field("calls", tally.count())
                .field("failed", tally.failures())
                .field("actions", tally.actions())
                .field("fastest_ns", spread.least().toNanos())
                .field("median_ns", spread.median().toNanos())
                .field("slowest_ns", spread.most().toNanos())
                .end();
    }

    private void firing(DispatchReport report) {
        writer.array();
        report.handlers().forEach(handler -> ReportJson.call(writer, handler));
        writer.end();
    }
}
