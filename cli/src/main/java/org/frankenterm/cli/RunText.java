package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// The result of a run for people.
final class RunText {
    private final RunResult result;
    private final Style style;

    RunText(RunResult result, Style style) {
        this.result = result;
        this.style = style;
    }

    /// The lines, without line terminators.
    List<String> lines() {
        Paragraphs text = new Paragraphs(style).add(headline());
        boolean each = !result.tally().firings().isEmpty();
        text.gap().table(each ? calls() : totals());
        if (each) {
            addFailures(text);
        } else {
            addCountedFailures(text);
        }
        ReportText.denied(text, "DENIED", result.denied());
        List<String> actions =
                new ActionTable(result.tally().firings(), result.dryRun(), HandlerReport::handler)
                        .lines(style);
        text.block(actions);
        return text.lines();
    }

    private String headline() {
        int repeat = result.tally().repeat();
        String times = repeat == 1 ? "" : ", fired " + Quantity.count(repeat) + " times";
        return Sanitizer.line(result.extension()) + ": " + Sanitizer.line(result.event()) + times;
    }

    private Table calls() {
        Table table = ReportText.calls(Column.number("#"));
        int number = 0;
        for (DispatchReport firing : result.tally().firings()) {
            number++;
            for (HandlerReport report : firing.handlers()) {
                ReportText.call(table, Quantity.count(number), report);
            }
        }
        return table;
    }

    private Table totals() {
        Table table =
                new Table(
                        Column.text("HANDLER"),
                        Column.number("CALLS"),
                        Column.number("FAILED"),
                        Column.number("ACTIONS"),
                        Column.number("FASTEST"),
                        Column.number("MEDIAN"),
                        Column.number("SLOWEST"));
        for (HandlerTally tally : result.tally().handlers()) {
            HandlerTally.Spread spread = tally.spread();
            table.row(
                    Cell.of(tally.handler()),
                    Cell.of(Quantity.count(tally.count())),
                    new Cell(
                            Quantity.count(tally.failures()),
                            tally.failures() == 0 ? Paint.PLAIN : Paint.BAD),
                    Cell.of(Quantity.count(tally.actions())),
                    Cell.of(Quantity.duration(spread.least())),
                    Cell.of(Quantity.duration(spread.median())),
                    Cell.of(Quantity.duration(spread.most())));
        }
        return table;
    }

    private void addFailures(Paragraphs text) {
        int number = 0;
        for (DispatchReport firing : result.tally().firings()) {
            number++;
            String which = result.tally().repeat() == 1 ? "" : " #" + number;
            for (HandlerReport report : firing.handlers()) {
                ReportText.failure(text, report.handler() + which, report);
            }
        }
    }

    private void addCountedFailures(Paragraphs text) {
        for (HandlerTally tally : result.tally().handlers()) {
            if (!tally.messages().isEmpty()) {
                text.gap();
            }
            tally.messages()
                    .forEach((message, times) ->
                            text.add(
                                    "%s, %s: %s"
                                            .formatted(
                                                    tally.handler(),
                                                    ReportText.times(times),
                                                    message)));
        }
    }
}
