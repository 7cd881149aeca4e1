package org.frankenterm.cli;

import java.util.concurrent.Callable;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.cache.DiskCache;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.text.Quantity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Counts the compiled modules on disk.
@Command(
        name = "stat",
        description = {"Show where compiled modules are kept, how many, and their size.", ""})
final class CacheStatCommand implements Callable<Integer> {
    private static final long MAX_BYTES = ModuleCacheLimits.DEFAULT.diskBytes();

    private final Invocation invocation;

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    CacheStatCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        DiskCache.Stat stat =
                new UserCache(invocation)
                        .ask(DiskCache::stat, folder -> new DiskCache.Stat(folder, 0, 0));
        if (json) {
            invocation.out().println(document(stat));
        } else {
            new Table(
                            Column.text("FOLDER"),
                            Column.number("FILES"),
                            Column.number("SIZE"),
                            Column.number("AT MOST"))
                    .row(
                            stat.folder().toString(),
                            Quantity.count(stat.files()),
                            Quantity.roundedBytes(stat.bytes()),
                            Quantity.roundedBytes(MAX_BYTES))
                    .lines(invocation.outStyle())
                    .forEach(invocation.out()::println);
        }
        return ExitStatus.DONE.number();
    }

    private static String document(DiskCache.Stat stat) {
        return new JsonWriter()
                .object()
                .field("folder", stat.folder().toString())
                .field("files", stat.files())
                .field("bytes", stat.bytes())
                .field("max_bytes", MAX_BYTES)
                .end()
                .toString();
    }
}
