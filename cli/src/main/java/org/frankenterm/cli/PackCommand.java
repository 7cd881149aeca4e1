package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.Inspection;
import org.frankenterm.extension.Inspection.PackageSummary;
import org.frankenterm.extension.PackedExtension;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a package out of a folder.
@Command(
        name = "pack",
        description = {
            "Check an extension and pack its folder into a package. The same files give the same bytes.",
            "Left out are files and folders whose names begin with a dot, and packages.",
            ""
        })
final class PackCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder with an extension.toml.")
    private Path folder = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Package to write (default: NAME-VERSION.ftx in the working directory).")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    PackCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        PackedExtension packed = pack();
        if (json) {
            invocation.out().println(document(packed));
            return ExitStatus.DONE.number();
        }
        packed.inspection().warnings().forEach(invocation.err()::println);
        if (!packed.leftOut().isEmpty()) {
            invocation.say("note: left out: " + String.join(", ", packed.leftOut()));
        }
        invocation.out().println(sentence(packed));
        return ExitStatus.DONE.number();
    }

    private PackedExtension pack() {
        HostConfig config =
                HostConfig.standard()
                        .withEnvironment(invocation.environment())
                        .withLogSink(invocation.err()::println);
        String shown = Sanitizer.line(folder.toString(), 256);
        try (ExtensionHost host = ExtensionHost.open(config);
                var _ = Progress.of("packing " + shown, invocation, Progress.PATIENCE)) {
            return host.pack(folder, file);
        }
    }

    private static String sentence(PackedExtension packed) {
        Inspection inspection = packed.inspection();
        PackageSummary summary = packed.summary();
        int files = summary.entries().size();
        return "packed %s %s into %s: %s %s, %s, sha256 %s"
                .formatted(
                        inspection.name(),
                        inspection.version(),
                        Sanitizer.line(packed.file().toString()),
                        Quantity.count(files),
                        files == 1 ? "file" : "files",
                        Quantity.bytes(summary.bytes()),
                        summary.sha256());
    }

    private static String document(PackedExtension packed) {
        PackageSummary summary = packed.summary();
        JsonWriter writer =
                new JsonWriter()
                        .object()
                        .field("file", packed.file().toString())
                        .field("name", packed.inspection().name())
                        .field("version", packed.inspection().version())
                        .field("bytes", summary.bytes())
                        .field("sha256", summary.sha256())
                        .field("entries", summary.entries().size());
        writer.name("left_out").array();
        packed.leftOut().forEach(writer::value);
        writer.end().name("warnings").array();
        packed.inspection().warnings().forEach(writer::value);
        return writer.end().end().toString();
    }
}
