package org.frankenterm.extension.lifecycle;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.frankenterm.extension.files.PathGrant;
import org.frankenterm.extension.permission.Permission;

/// The text of a `state.toml` in the making, all that its [StateSeal] is about; [StateReader] reads
/// it. ASCII alone.
final class StateText {
    /// What a reader must know how to read.
    static final int FORMAT = 1;

    private final StringBuilder text = new StringBuilder();

    private StateText() {}

    static String of(InstalledState state) {
        StateText writer = new StateText();
        writer.line("format", Integer.toString(FORMAT));
        writer.line("name", quoted(state.id().name()));
        writer.line("installation", quoted(state.installation()));
        writer.line("enabled", Boolean.toString(state.enabled()));
        writer.version("active", state.active());
        if (state.previous() != null) {
            writer.version("previous", state.previous());
        }
        writer.failures(state.failures());
        return writer.text.toString();
    }

    private void version(String heading, InstalledVersion version) {
        heading(heading);
        line("sha256", quoted(version.sha256()));
        line("version", quoted(version.version().text()));
        line("source", quoted(version.source()));
        line("installed", quoted(version.installed().toString()));
        line(
                "requested",
                list(version.requested().items().stream().map(Permission::text).toList()));
        text.append("granted = [\n");
        version.grants().forEach(this::grant);
        text.append("]\n");
        heading(heading + ".files");
        for (Map.Entry<String, String> file : version.files().entrySet()) {
            line(quoted(file.getKey()), quoted(file.getValue()));
        }
    }

    private void grant(StoredGrant grant) {
        text.append("  { item = ").append(quoted(grant.item().text()));
        PathGrant pinned = grant.pinned();
        if (pinned != null) {
            text.append(", path = ").append(quoted(pinned.path()));
            text.append(", canonical = ").append(quoted(pinned.canonical()));
            text.append(", kind = ").append(quoted(StoredKind.of(pinned.kind()).text()));
            text.append(", device = ").append(pinned.device());
            text.append(", inode = ").append(pinned.inode());
        }
        text.append(" },\n");
    }

    private void failures(FailureHistory failures) {
        heading("failures");
        line("recent", list(failures.recent().stream().map(Instant::toString).toList()));
        line("reason", quoted(failures.reason()));
    }

    private void heading(String name) {
        text.append("\n[").append(name).append("]\n");
    }

    private void line(String key, String value) {
        text.append(key).append(" = ").append(value).append('\n');
    }

    private static String list(List<String> texts) {
        return texts.stream().map(StateText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /// A basic string (TOML 1.0.0).
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int point) {
        if (point == '"' || point == '\\') {
            quoted.append('\\').append((char) point);
        } else if (point >= ' ' && point <= '~') {
            quoted.append((char) point);
        } else if (Character.getType(point) == Character.SURROGATE) {
            quoted.append("\\uFFFD"); // half of a character is none, and no TOML either
        } else if (Character.isBmpCodePoint(point)) {
            quoted.append("\\u").append(HexFormat.of().toHexDigits((char) point));
        } else {
            quoted.append("\\U").append(HexFormat.of().toHexDigits(point));
        }
    }
}
