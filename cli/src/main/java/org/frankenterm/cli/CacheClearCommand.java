package org.frankenterm.cli;

import java.util.concurrent.Callable;
import org.frankenterm.extension.cache.DiskCache;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Deletes the compiled modules on disk.
@Command(
        name = "clear",
        description = {
            "Delete all compiled code on disk. The next load of a module compiles it.",
            ""
        })
final class CacheClearCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    CacheClearCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        DiskCache.Stat cleared =
                new UserCache(invocation)
                        .ask(DiskCache::clear, folder -> new DiskCache.Stat(folder, 0, 0));
        invocation.out().println(json ? document(cleared) : sentence(cleared));
        return ExitStatus.DONE.number();
    }

    private static String sentence(DiskCache.Stat cleared) {
        String folder = Sanitizer.line(cleared.folder().toString(), 512);
        return cleared.files() == 0
                ? "nothing to delete in " + folder
                : "deleted %s (%s) in %s"
                        .formatted(
                                Quantity.count(cleared.files())
                                        + (cleared.files() == 1 ? " file" : " files"),
                                Quantity.roundedBytes(cleared.bytes()),
                                folder);
    }

    private static String document(DiskCache.Stat cleared) {
        return new JsonWriter()
                .object()
                .field("folder", cleared.folder().toString())
                .field("files", cleared.files())
                .field("bytes", cleared.bytes())
                .end()
                .toString();
    }
}
