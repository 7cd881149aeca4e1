package org.frankenterm.cli;

import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.audit.AuditFinding;
import org.frankenterm.extension.audit.JournalCheck;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.text.Quantity;

/// What a check of the audit found, for people or programs.
final class AuditVerification {
    private final Invocation invocation;
    private final boolean json;

    AuditVerification(Invocation invocation, boolean json) {
        this.invocation = invocation;
        this.json = json;
    }

    /// Prints it.
    ///
    /// @return [ExitStatus#REFUSED] if somebody changed something
    ExitStatus print(JournalCheck check) {
        if (json) {
            invocation.out().println(document(check));
        } else {
            text(check);
        }
        return check.tampered() ? ExitStatus.REFUSED : ExitStatus.DONE;
    }

    private void text(JournalCheck check) {
        if (!check.findings().isEmpty()) {
            Table table =
                    new Table(
                            Column.text("STATE"),
                            Column.text("FILE"),
                            Column.number("RECORD"),
                            Column.text("FOUND"));
            check.findings()
                    .forEach(found ->
                            table.row(
                                    state(found.severity()),
                                    Cell.of(found.file()),
                                    Cell.of(
                                            found.sequence() == 0
                                                    ? ""
                                                    : Quantity.count(found.sequence())),
                                    Cell.of(found.message())));
            table.lines(invocation.outStyle()).forEach(invocation.out()::println);
        }
        invocation
                .out()
                .println(
                        "%s: %s good records in %s files"
                                .formatted(
                                        check.tampered()
                                                ? "the audit was tampered with"
                                                : "the audit is as it was written",
                                        Quantity.count(check.records()),
                                        Quantity.count(check.files())));
    }

    private static Cell state(AuditFinding.Severity severity) {
        return switch (severity) {
            case TAMPERED -> new Cell("tampered", Paint.BAD);
            case CRASHED -> Cell.of("crashed");
            case LIVE -> Cell.of("live");
        };
    }

    private static String document(JournalCheck check) {
        JsonWriter writer =
                new JsonWriter()
                        .object()
                        .field("tampered", check.tampered())
                        .field("files", check.files())
                        .field("records", check.records())
                        .name("findings")
                        .array();
        for (AuditFinding found : check.findings()) {
            writer.object()
                    .field("state", state(found.severity()).text())
                    .field("file", found.file())
                    .field("record", found.sequence())
                    .field("message", found.message())
                    .end();
        }
        return writer.end().end().toString();
    }
}
