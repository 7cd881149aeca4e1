package org.frankenterm.cli;

import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.json.JsonWriter;

/// What came of an event, for programs. The form is stable and described in `docs/cli.md`.
final class FireJson {
    private final FireResult result;
    private final JsonWriter writer = new JsonWriter();

    FireJson(FireResult result) {
        this.result = result;
    }

    /// The document, one line of ASCII. May be asked for once.
    String document() {
        writer.object()
                .field("event", result.report().event().name())
                .field("completed", result.report().completed());
        writer.name("notices").array();
        result.notices().forEach(writer::value);
        writer.end().name("handlers").array();
        result.report().handlers().forEach(this::call);
        writer.end().name("denied").array();
        result.denied()
                .forEach((extension, calls) -> calls.forEach(call -> denied(extension, call)));
        return writer.end().end().toString();
    }

    private void call(HandlerReport report) {
        writer.object().field("extension", report.extension());
        ReportJson.members(writer, report);
        writer.end();
    }

    private void denied(String extension, DeniedCall call) {
        writer.object().field("extension", extension);
        ReportJson.deniedMembers(writer, call);
        writer.end();
    }
}
