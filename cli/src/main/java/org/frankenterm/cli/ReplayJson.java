package org.frankenterm.cli;

import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ReplayReport.ReplayedCall;
import org.frankenterm.extension.json.JsonWriter;

/// What came of a replay, for programs. The form is stable and described in `docs/cli.md`.
final class ReplayJson {
    private final ReplayReport report;
    private final ReplayTally tally;
    private final JsonWriter writer = new JsonWriter();

    ReplayJson(ReplayReport report, ReplayTally tally) {
        this.report = report;
        this.tally = tally;
    }

    /// The document, one line of ASCII. May be asked for once.
    String document() {
        writer.object()
                .field("extension", report.extension())
                .field("version", report.version())
                .field("same", report.same())
                .field("difference", report.difference())
                .field("same_module", report.sameModule())
                .field("end", report.end())
                .field("guest_calls", report.calls())
                .field("host_calls", report.hostCalls())
                .field("handler_calls", tally.count())
                .name("calls")
                .array();
        tally.calls().forEach(this::call);
        return writer.end().end().toString();
    }

    private void call(ReplayedCall call) {
        writer.object().field("call", call.number()).field("event", call.event());
        ReportJson.members(writer, call.report());
        writer.end();
    }
}
