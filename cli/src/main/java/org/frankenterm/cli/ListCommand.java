package org.frankenterm.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.InstalledExtension;
import org.frankenterm.extension.InstalledExtension.PermissionLine;
import org.frankenterm.extension.InstalledExtension.State;
import org.frankenterm.extension.InstalledExtensions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows what is installed.
@Command(
        name = "list",
        description = {"Show the installed extensions, and whether they run.", ""})
final class ListCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    ListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<InstalledExtension> all = UserHost.look(invocation, InstalledExtensions::list);
        if (json) {
            invocation.out().println(InstalledJson.list(all));
        } else if (all.isEmpty()) {
            invocation.say("no extension is installed; frankenterm extension install PATH does it");
        } else {
            show(all);
        }
        return ExitStatus.DONE.number();
    }

    private void show(List<InstalledExtension> all) {
        Table table =
                new Table(
                        Column.text("NAME"),
                        Column.text("VERSION"),
                        Column.text("STATE"),
                        Column.text("GRANTED"),
                        Column.text("FROM"));
        for (InstalledExtension extension : all) {
            table.row(
                    Cell.of(extension.name()),
                    Cell.of(extension.version()),
                    state(extension),
                    Cell.of(granted(extension)),
                    Cell.of(extension.source()));
        }
        Paragraphs text = new Paragraphs(invocation.outStyle()).table(table);
        all.stream()
                .filter(extension -> !extension.reason().isEmpty())
                .forEach(extension -> text.gap().add(extension.name() + ": " + extension.reason()));
        text.lines().forEach(invocation.out()::println);
    }

    static Cell state(InstalledExtension extension) {
        return new Cell(
                extension.state().name().toLowerCase(Locale.ROOT),
                extension.state() == State.INSTALLED ? Paint.PLAIN : Paint.BAD);
    }

    private static String granted(InstalledExtension extension) {
        long granted = extension.permissions().stream().filter(PermissionLine::granted).count();
        int asked = extension.permissions().size();
        return asked == 0 ? "-" : "%d of %d".formatted(granted, asked);
    }
}
