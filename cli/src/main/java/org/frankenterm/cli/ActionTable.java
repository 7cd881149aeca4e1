package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// What the handlers of a run asked for, for people.
final class ActionTable {
    /// More than anybody reads; `--json` has all.
    private static final int MAX_ROWS = 100;

    /// A value may have a megabyte.
    private static final int MAX_CODE_POINTS = 256;

    private final List<DispatchReport> firings;
    private final boolean dryRun;
    private final Function<HandlerReport, String> who;

    /// @param firings one after the other
    /// @param dryRun whether nothing of it was done
    /// @param who asked for it
    ActionTable(List<DispatchReport> firings, boolean dryRun, Function<HandlerReport, String> who) {
        this.firings = firings;
        this.dryRun = dryRun;
        this.who = who;
    }

    /// A heading and a line an action; nothing if there are none.
    List<String> lines(Style style) {
        Table table =
                new Table(
                        Column.number("#"),
                        Column.text("HANDLER"),
                        Column.text("ACTION"),
                        Column.text("WHAT"));
        int count = fill(table);
        if (count == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.paint(Paint.HEADING, "ACTIONS") + (dryRun ? ", none of them applied" : ""));
        lines.addAll(table.lines(style));
        if (count > MAX_ROWS) {
            lines.add("and " + Quantity.count(count - MAX_ROWS) + " more; --json has all");
        }
        return lines;
    }

    private int fill(Table table) {
        int number = 0;
        int count = 0;
        for (DispatchReport firing : firings) {
            number++;
            for (HandlerReport report : firing.handlers()) {
                for (Action action : report.actions()) {
                    count++;
                    if (count <= MAX_ROWS) {
                        add(table, number, who.apply(report), action);
                    }
                }
            }
        }
        return count;
    }

    private static void add(Table table, int number, String handler, Action action) {
        table.row(
                Cell.of(Quantity.count(number)),
                Cell.of(handler),
                Cell.of(ActionKind.of(action).token()),
                Cell.of(Sanitizer.line(ActionKind.words(action), MAX_CODE_POINTS)));
    }
}
