package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.text.Quantity;

/// What handlers did, for people: the parts that the texts of `run` and `fire` have in common.
final class ReportText {
    private ReportText() {}

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
