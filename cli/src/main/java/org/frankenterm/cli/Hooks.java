package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.Inspection.HookSummary;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.text.Quoted;

/// What an extension listens to, for people and for programs.
final class Hooks {
    private Hooks() {}

    /// A table. What a hook wants besides has a column only if one of them wants something.
    static Table table(List<HookSummary> hooks) {
        boolean choosy = hooks.stream().anyMatch(hook -> !wants(hook).isEmpty());
        List<Column> columns =
                new ArrayList<>(
                        List.of(
                                Column.text("EVENT"),
                                Column.text("HANDLER"),
                                Column.number("PRIORITY")));
        if (choosy) {
            columns.add(Column.text("ONLY"));
        }
        Table table = new Table(columns.toArray(Column[]::new));
        for (HookSummary hook : hooks) {
            List<String> cells =
                    new ArrayList<>(
                            List.of(
                                    hook.event(),
                                    hook.handler(),
                                    Integer.toString(hook.priority())));
            if (choosy) {
                cells.add(wants(hook));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String wants(HookSummary hook) {
        List<String> wants = new ArrayList<>();
        if (hook.focused()) {
            wants.add("the focused pane");
        }
        if (!hook.match().isEmpty()) {
            wants.add("text matching " + Quoted.of(hook.match()));
        }
        return String.join(", ", wants);
    }

    /// Adds a member `hooks` to the object that is being written.
    static void add(JsonWriter writer, List<HookSummary> hooks) {
        writer.name("hooks").array();
        for (HookSummary hook : hooks) {
            writer.object()
                    .field("event", hook.event())
                    .field("handler", hook.handler())
                    .field("priority", hook.priority())
                    .field("panes", hook.focused() ? "focused" : "all")
                    .field("match", hook.match())
                    .end();
        }
        writer.end();
    }
}
