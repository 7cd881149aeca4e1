package org.frankenterm.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.frankenterm.extension.ExtensionStorage;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes what an extension has stored as JSON Lines.
@Command(
        name = "export",
        description = {
            "Write what an extension has stored as JSON Lines, sorted by key: {\"key\":\"…\",\"value\":\"…\"}, the"
                    + " value in Base64. It may hold secrets: a file is made for you alone.",
            ""
        })
final class StorageExportCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "File to write, replaced if there is one (default: standard output).")
    private @Nullable Path output;

    StorageExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        ExtensionStorage storage = StoredName.storage(name, invocation);
        Path file = output;
        if (file == null) {
            write(storage, invocation.out());
        } else {
            long entries = write(storage, file);
            invocation.say(
                    "exported %s %s to %s"
                            .formatted(
                                    Quantity.count(entries),
                                    entries == 1 ? "entry" : "entries",
                                    Sanitizer.line(file.toString(), 512)));
        }
        return ExitStatus.DONE.number();
    }

    /// In one step, so that what was there stays if this fails. Temporary files are 0600.
    private static long write(ExtensionStorage storage, Path file) {
        try {
            Path staged =
                    Files.createTempFile(file.resolveSibling(".").normalize(), ".export-", "");
            try {
                long entries;
                try (PrintStream out = new PrintStream(staged.toFile(), StandardCharsets.UTF_8)) {
                    entries = write(storage, out);
                    if (out.checkError()) {
                        throw new IOException("the disk is full, or failed");
                    }
                }
                Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
                return entries;
            } finally {
                Files.deleteIfExists(staged);
            }
        } catch (IOException | InvalidPathException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't write %s: %s; name another file with -o"
                            .formatted(
                                    Sanitizer.line(file.toString(), 512),
                                    Sanitizer.line(String.valueOf(e.getMessage()), 512)),
                    e);
        }
    }

    private static long write(ExtensionStorage storage, PrintStream out) throws IOException {
        return storage.export((key, value) ->
                out.println(
                        new JsonWriter()
                                .object()
                                .field("key", key)
                                .field("value", Base64.getEncoder().encodeToString(value))
                                .end()));
    }
}
