package org.frankenterm.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.cache.DiskCache;
import org.frankenterm.extension.cache.DiskCache.Verified;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.text.Quantity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Authenticates the compiled modules on disk.
@Command(
        name = "verify",
        description = {
            "Check that each file of compiled code is as it was written. Nothing is deleted; the status is 3 if one is bad.",
            ""
        })
final class CacheVerifyCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    CacheVerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Verified> files =
                new UserCache(invocation).ask(DiskCache::verify, folder -> List.of());
        long bad = files.stream().filter(file -> file.problem() != null).count();
        if (json) {
            invocation.out().println(document(files, bad == 0));
        } else {
            print(files, bad);
        }
        return (bad == 0 ? ExitStatus.DONE : ExitStatus.REFUSED).number();
    }

    private void print(List<Verified> files, long bad) {
        Table table = new Table(Column.text("FILE"), Column.number("SIZE"), Column.text("STATE"));
        for (Verified file : files) {
            String problem = file.problem();
            table.row(
                    Cell.of(file.file().getFileName().toString()),
                    Cell.of(Quantity.roundedBytes(file.bytes())),
                    problem == null
                            ? new Cell("ok", Paint.GOOD)
                            : new Cell("bad: " + problem, Paint.BAD));
        }
        table.lines(invocation.outStyle()).forEach(invocation.out()::println);
        if (bad > 0) {
            invocation.say(
                    "%s of %s can't be trusted and won't be loaded; frankenterm extension cache clear deletes them all"
                            .formatted(Quantity.count(bad), count(files.size())));
        }
    }

    private static String count(int files) {
        return Quantity.count(files) + (files == 1 ? " file" : " files");
    }

    private static String document(List<Verified> files, boolean ok) {
        JsonWriter writer = new JsonWriter().object().field("ok", ok).name("files").array();
        for (Verified file : files) {
            String problem = file.problem();
            writer.object()
                    .field("file", file.file().toString())
                    .field("bytes", file.bytes())
                    .field("ok", problem == null)
                    .field("problem", problem == null ? "" : problem)
                    .end();
        }
        return writer.end().end().toString();
    }
}
