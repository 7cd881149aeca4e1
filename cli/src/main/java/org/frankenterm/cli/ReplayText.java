package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ReplayReport.ReplayedCall;
import org.frankenterm.extension.text.Quantity;

/// What came of a replay, for people.
final class ReplayText {
    private static final int MAX_ROWS = 100;
    private static final Event ANY = Event.of("replayed");

    private final ReplayReport report;
    private final ReplayTally tally;
    private final Style style;

    ReplayText(ReplayReport report, ReplayTally tally, Style style) {
        this.report = report;
        this.tally = tally;
        this.style = style;
    }

    /// The lines, without line terminators.
    List<String> lines() {
        Paragraphs text = new Paragraphs(style).add(headline());
        if (!shown().isEmpty()) {
            text.gap().table(calls());
        }
        if (tally.count() > MAX_ROWS) {
            text.add("and " + Quantity.count(tally.count() - MAX_ROWS) + " more calls");
        }
        for (ReplayedCall call : shown()) {
            String which = "call " + call.number() + ", " + call.report().handler();
            ReportText.failure(text, which, call.report());
        }
        List<String> lines = new ArrayList<>(text.lines());
        List<String> actions = actions();
        if (!actions.isEmpty()) {
            lines.add("");
            lines.addAll(actions);
        }
        lines.add("");
        lines.addAll(conclusion());
        return lines;
    }

    private String headline() {
        return "%s %s, replayed%s"
                .formatted(
                        report.extension(),
                        report.version(),
                        report.sameModule() ? "" : " with another module");
    }

    private List<ReplayedCall> shown() {
        return tally.calls().subList(0, Math.min(MAX_ROWS, tally.calls().size()));
    }

    private Table calls() {
        Table table =
                new Table(
                        Column.number("CALL"),
                        Column.text("EVENT"),
                        Column.text("HANDLER"),
                        Column.text("OUTCOME"),
                        Column.number("FUEL"),
                        Column.number("HOST CALLS"),
                        Column.number("DENIED"));
        for (ReplayedCall call : shown()) {
            HandlerReport handler = call.report();
            table.row(
                    Cell.of(Quantity.count(call.number())),
                    Cell.of(call.event()),
                    Cell.of(handler.handler()),
                    ReportText.outcome(handler.outcome()),
                    Cell.of(Quantity.count(handler.fuel())),
                    Cell.of(Quantity.count(handler.hostCalls())),
                    Cell.of(Quantity.count(handler.deniedCalls())));
        }
        return table;
    }

    private List<String> actions() {
        List<DispatchReport> each =
                shown().stream()
                        .map(call -> new DispatchReport(ANY, List.of(call.report())))
                        .toList();
        return new ActionTable(each, true, HandlerReport::handler).lines(style);
    }

    private List<String> conclusion() {
        Paragraphs text = new Paragraphs(style);
        if (report.same()) {
            text.add(
                    "The same as recorded: calls into the guest: %s, calls into the host: %s."
                            .formatted(
                                    Quantity.count(report.calls()),
                                    Quantity.count(report.hostCalls())));
        } else {
            text.add("It first differs in " + report.difference());
        }
        if (!report.end().isEmpty()) {
            text.add("The recording ends early: " + report.end());
        }
        return text.lines();
    }
}
