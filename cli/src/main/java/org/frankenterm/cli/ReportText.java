package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.text.Quantity;

/// What handlers did, for people: the parts that the texts of `run` and `fire` have in common.
final class ReportText {
    private ReportText() {}

    /// A table of calls.
    ///
    /// @param first what tells calls of one handler apart
    static Table calls(Column first) {
        return new Table(
                first,
                Column.text("HANDLER"),
                Column.text("OUTCOME"),
                Column.number("TIME"),
                Column.number("FUEL"),
                Column.number("HOST CALLS"),
                Column.number("DENIED"));
    }

    /// Adds a call to such a table.
    static void call(Table calls, String first, HandlerReport report) {
        calls.row(
                Cell.of(first),
                Cell.of(report.handler()),
                outcome(report.outcome()),
                Cell.of(Quantity.duration(report.duration())),
                Cell.of(Quantity.count(report.fuel())),
                Cell.of(Quantity.count(report.hostCalls())),
                Cell.of(Quantity.count(report.deniedCalls())));
    }

    /// How a call ended, in a table.
    static Cell outcome(CallOutcome outcome) {
        return new Cell(
                OutcomeKind.of(outcome).words(), outcome.completed() ? Paint.GOOD : Paint.BAD);
    }

    /// Adds why a call didn't do what it was asked; nothing if it did.
    ///
    /// @param which handler's
    static void failure(Paragraphs text, String which, HandlerReport report) {
        CallOutcome outcome = report.outcome();
        if (outcome.completed()) {
            return;
        }
        text.gap().add(which + ": " + outcome.message());
        if (outcome instanceof CallOutcome.Trapped trapped) {
            trapped.backtrace().forEach(frame -> text.add("  in ", frame));
        }
        if (report.discardedActions() > 0) {
            text.item(
                    "discarded is what it had asked for before, actions: "
                            + Quantity.count(report.discardedActions()));
        }
    }

    /// Adds what was denied; nothing if nothing was.
    static void denied(Paragraphs text, String title, List<DeniedCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        text.title(title);
        for (DeniedCall call : calls) {
            String times = call.times() == 1 ? "" : ", " + times(call.times());
            text.item(call.call() + times + ": " + call.reason());
        }
    }

    static String times(int count) {
        return count == 1 ? "once" : Quantity.count(count) + " times";
    }
}
