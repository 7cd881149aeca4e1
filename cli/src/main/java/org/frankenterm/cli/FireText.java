package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.HandlerReport;

/// What came of an event, for people.
final class FireText {
    private final FireResult result;
    private final Style style;
    private final Paragraphs text;

    FireText(FireResult result, Style style) {
        this.result = result;
        this.style = style;
        this.text = new Paragraphs(style);
    }

    /// The lines, without line terminators. May be asked for once.
    List<String> lines() {
        text.table(table());
        for (HandlerReport report : result.report().handlers()) {
            String which = report.extension() + ", " + report.handler();
            ReportText.failure(text, which, report);
        }
        result.denied()
                .forEach((extension, calls) ->
                        ReportText.denied(text, "DENIED TO " + extension, calls));
        text.block(
                new ActionTable(
                                List.of(result.report()),
                                false,
                                report -> report.extension() + ", " + report.handler())
                        .lines(style));
        return text.lines();
    }

    private Table table() {
        Table table = ReportText.calls(Column.text("EXTENSION"));
        for (HandlerReport report : result.report().handlers()) {
            ReportText.call(table, report.extension(), report);
        }
        return table;
    }
}
