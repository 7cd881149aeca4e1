package org.frankenterm.cli;

import java.util.List;
import java.util.Locale;
import org.frankenterm.extension.InstalledExtension;
import org.frankenterm.extension.InstalledExtension.PermissionLine;
import org.frankenterm.extension.json.JsonWriter;

/// Installed extensions, for programs. The form is stable and described in `docs/cli.md`.
final class InstalledJson {
    private InstalledJson() {}

    /// All of them, one line of ASCII.
    static String list(List<InstalledExtension> all) {
        JsonWriter writer = new JsonWriter().object().name("extensions").array();
        all.forEach(extension -> add(writer, extension));
        return writer.end().end().toString();
    }

    /// One of them, one line of ASCII.
    static String one(InstalledExtension extension) {
        JsonWriter writer = new JsonWriter();
        add(writer, extension);
        return writer.toString();
    }

    private static void add(JsonWriter writer, InstalledExtension extension) {
        writer.object()
                .field("name", extension.name())
                .field("version", extension.version())
                .field("state", extension.state().name().toLowerCase(Locale.ROOT))
                .field("reason", extension.reason())
                .field("previous", extension.previous())
                .field("source", extension.source())
                .field("sha256", extension.sha256())
                .field(
                        "installed",
                        extension.installed() == null ? "" : extension.installed().toString())
                .field("folder", extension.folder().toString());
        writer.name("permissions").array();
        extension.permissions().forEach(line -> add(writer, line));
        Hooks.add(writer.end(), extension.hooks());
        writer.end();
    }

    private static void add(JsonWriter writer, PermissionLine line) {
        writer.object()
                .field("item", line.item())
                .field("words", line.words())
                .field("granted", line.granted())
                .field("note", line.note())
                .end();
    }
}
