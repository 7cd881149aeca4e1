package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// The result of a run for people.
final class RunText {
    private static final String INDENT = "  ";

    private final RunResult result;
    private final Style style;

    RunText(RunResult result, Style style) {
        this.result = result;
        this.style = style;
    }

    /// The lines, without line terminators.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        lines.add("");
        boolean each = !result.tally().firings().isEmpty();
        lines.addAll((each ? calls() : totals()).lines(style));
        if (each) {
            addFailures(lines);
        } else {
            addCountedFailures(lines);
        }
        addDenied(lines);
        addActions(lines);
        return lines;
    }

    private String headline() {
        int repeat = result.tally().repeat();
        String times = repeat == 1 ? "" : ", fired " + Quantity.count(repeat) + " times";
        return Sanitizer.line(result.extension()) + ": " + Sanitizer.line(result.event()) + times;
    }

    private Table calls() {
        Table table =
                new Table(
                        Column.number("#"),
                        Column.text("HANDLER"),
                        Column.text("OUTCOME"),
                        Column.number("TIME"),
                        Column.number("FUEL"),
                        Column.number("HOST CALLS"),
                        Column.number("DENIED"));
        int number = 0;
        for (DispatchReport firing : result.tally().firings()) {
            number++;
            for (HandlerReport report : firing.handlers()) {
                table.row(
                        Cell.of(Quantity.count(number)),
                        Cell.of(report.handler()),
                        outcome(report.outcome()),
                        Cell.of(Quantity.duration(report.duration())),
                        Cell.of(Quantity.count(report.fuel())),
                        Cell.of(Quantity.count(report.hostCalls())),
                        Cell.of(Quantity.count(report.deniedCalls())));
            }
        }
        return table;
    }

    private static Cell outcome(CallOutcome outcome) {
        return new Cell(
                OutcomeKind.of(outcome).words(), outcome.completed() ? Paint.GOOD : Paint.BAD);
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

    private void addFailures(List<String> lines) {
        int number = 0;
        for (DispatchReport firing : result.tally().firings()) {
            number++;
            for (HandlerReport report : firing.handlers()) {
                if (!report.outcome().completed()) {
                    lines.add("");
                    addFailure(lines, number, report);
                }
            }
        }
    }

    private void addFailure(List<String> lines, int number, HandlerReport report) {
        String which = result.tally().repeat() == 1 ? "" : " #" + number;
        add(lines, "", report.handler() + which + ": " + report.outcome().message());
        if (report.outcome() instanceof CallOutcome.Trapped trapped) {
            trapped.backtrace().forEach(frame -> add(lines, INDENT + "in ", frame));
        }
        if (report.discardedActions() > 0) {
            add(
                    lines,
                    INDENT,
                    "discarded is what it had asked for before, actions: "
                            + Quantity.count(report.discardedActions()));
        }
    }

    private void addCountedFailures(List<String> lines) {
        for (HandlerTally tally : result.tally().handlers()) {
            if (tally.failures() > 0) {
                lines.add("");
            }
            tally.messages()
                    .forEach((message, times) ->
                            add(
                                    lines,
                                    "",
                                    "%s, %s: %s"
                                            .formatted(tally.handler(), times(times), message)));
        }
    }

    private void addDenied(List<String> lines) {
        if (result.denied().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(style.paint(Paint.HEADING, "DENIED"));
        for (DeniedCall call : result.denied()) {
            String times = call.times() == 1 ? "" : ", " + times(call.times());
            add(lines, INDENT, call.call() + times + ": " + call.reason());
        }
    }

    private void addActions(List<String> lines) {
        List<String> actions = new ActionTable(result).lines(style);
        if (!actions.isEmpty()) {
            lines.add("");
            lines.addAll(actions);
        }
    }

    private static String times(int count) {
        return count == 1 ? "once" : Quantity.count(count) + " times";
    }

    /// Adds a text, broken where the terminal ends and indented under its first line.
    private void add(List<String> lines, String indent, String text) {
        int room = Math.max(1, style.width() - indent.length() - INDENT.length());
        List<String> broken = Paragraph.lines(Sanitizer.line(text), room);
        lines.add(indent + broken.getFirst());
        String under = " ".repeat(indent.length()) + INDENT;
        broken.stream().skip(1).forEach(line -> lines.add(under + line));
    }
}
