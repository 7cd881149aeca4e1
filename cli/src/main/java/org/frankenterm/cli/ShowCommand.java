package org.frankenterm.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.frankenterm.extension.InstalledExtension;
import org.frankenterm.extension.InstalledExtension.PermissionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows one installed extension.
@Command(
        name = "show",
        description = {
            "Show what an installed extension is, listens to, may do and asked for in vain.",
            ""
        })
final class ShowCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The extension.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    ShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        InstalledExtension extension = UserHost.look(invocation, all -> all.find(name));
        if (json) {
            invocation.out().println(InstalledJson.one(extension));
        } else {
            text(extension).forEach(invocation.out()::println);
        }
        return ExitStatus.DONE.number();
    }

    private List<String> text(InstalledExtension extension) {
        Paragraphs text = new Paragraphs(invocation.outStyle());
        text.add(
                "%s %s, %s"
                        .formatted(
                                extension.name(),
                                extension.version(),
                                ListCommand.state(extension).text()));
        if (!extension.reason().isEmpty()) {
            text.item(extension.reason());
        }
        if (extension.installed() != null) {
            text.gap().add("from      " + extension.source());
            text.add("installed " + extension.installed());
            text.add("sha256    " + extension.sha256());
            text.add(
                    "previous  "
                            + (extension.previous().isEmpty() ? "none" : extension.previous()));
        }
        text.add("folder    " + extension.folder());
        if (!extension.hooks().isEmpty()) {
            text.gap().table(Hooks.table(extension.hooks()));
        }
        permissions(text, "MAY", extension, true);
        permissions(text, "MAY NOT", extension, false);
        return text.lines();
    }

    private static void permissions(
            Paragraphs text, String title, InstalledExtension extension, boolean granted) {
        List<PermissionLine> lines =
                extension.permissions().stream().filter(line -> line.granted() == granted).toList();
        if (lines.isEmpty()) {
            return;
        }
        text.title(title);
        for (PermissionLine line : lines) {
            String note = line.note().isEmpty() ? "" : " (" + line.note() + ")";
            text.item(line.words() + note + ": " + line.word());
        }
    }
}
