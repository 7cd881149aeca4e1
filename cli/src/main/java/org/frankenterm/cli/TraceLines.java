package org.frankenterm.cli;

import java.util.function.Consumer;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// Shows host calls as they are made, a line each under a heading. A line is never broken, because
/// it can't wait for the widths of those that follow. Used by one guest thread at a time.
final class TraceLines implements Consumer<AuditEntry> {
    /// As wide as the longest name of a host function that is common, and usual results and times.
    private static final String FORMAT = "%5s  %-22s  %8s  %8s  %s";

    private final Style style;
    private final Consumer<String> sink;
    private boolean begun;

    TraceLines(Style style, Consumer<String> sink) {
        this.style = style;
        this.sink = sink;
    }

    @Override
    public void accept(AuditEntry entry) {
        if (!begun) {
            begun = true;
            String titles = FORMAT.formatted("CALL", "FUNCTION", "RESULT", "TIME", "ARGUMENTS");
            sink.accept(style.paint(Paint.HEADING, titles));
        }
        String line =
                FORMAT.formatted(
                        entry.call(),
                        entry.function(),
                        entry.result(),
                        entry.duration() == null ? "" : Quantity.duration(entry.duration()),
                        entry.arguments() + why(entry));
        boolean good = entry.outcome() == AuditOutcome.OK;
        sink.accept(
                style.paint(good ? Paint.PLAIN : Paint.BAD, Sanitizer.line(line).stripTrailing()));
    }

    private static String why(AuditEntry entry) {
        return switch (entry.outcome()) {
            case OK -> "";
            case DENIED -> "  denied: " + entry.reason();
            case ERROR -> "  error: " + entry.reason();
        };
    }
}
