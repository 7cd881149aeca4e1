package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.text.Quantity;

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
        Table table =
                new Table(
                        Column.text("EXTENSION"),
                        Column.text("HANDLER"),
                        Column.text("OUTCOME"),
                        Column.number("TIME"),
                        Column.number("FUEL"),
                        Column.number("HOST CALLS"),
                        Column.number("DENIED"));
        for (HandlerReport report : result.report().handlers()) {
            table.row(
                    Cell.of(report.extension()),
                    Cell.of(report.handler()),
                    ReportText.outcome(report.outcome()),
                    Cell.of(Quantity.duration(report.duration())),
                    Cell.of(Quantity.count(report.fuel())),
                    Cell.of(Quantity.count(report.hostCalls())),
                    Cell.of(Quantity.count(report.deniedCalls())));
        }
        return table;
    }
}
