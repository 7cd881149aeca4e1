package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.extension.InstalledExtension;
import org.frankenterm.extension.InstalledExtension.PermissionLine;

/// What of an extension's permissions is granted, and how to grant the others.
final class GrantSummary {
    private GrantSummary() {}

    /// Prints it under the extension's name.
    static void print(Invocation invocation, InstalledExtension extension) {
        Paragraphs text = new Paragraphs(invocation.outStyle());
        text.add(extension.name() + " " + extension.version());
        add(text, extension);
        text.lines().forEach(invocation.out()::println);
    }

    /// Adds it to a text; nothing for an extension that asks for nothing.
    static void add(Paragraphs text, InstalledExtension extension) {
        List<PermissionLine> all = extension.permissions();
        List<String> granted =
                all.stream().filter(PermissionLine::granted).map(PermissionLine::words).toList();
        if (!all.isEmpty()) {
            String may = granted.isEmpty() ? "do nothing special" : String.join("; ", granted);
            text.add("It may " + may + ".");
        }
        List<String> open =
                all.stream()
                        .filter(line -> !line.granted() && !line.refused())
                        .map(PermissionLine::word)
                        .toList();
        if (!open.isEmpty()) {
            text.add(
                    "Not granted: %s. To grant one: frankenterm extension grant %s %s"
                            .formatted(String.join(", ", open), extension.name(), open.getFirst()));
        }
    }
}
