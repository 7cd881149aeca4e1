package org.frankenterm.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.audit.JournalRecord;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// How entries of the audit are shown: those that are there, then those that follow.
abstract sealed class AuditPrinter {
    /// Takes one that is there.
    abstract void add(JournalRecord record);

    /// All that are there were added.
    abstract void finish();

    /// Shows one that follows.
    abstract void follow(JournalRecord record);

    /// A line of JSON each.
    static AuditPrinter json(Consumer<String> sink) {
        return new Lines(sink);
    }

    /// A table, and lines under it.
    ///
    /// @param most how many at most, the last ones; 0 for all
    static AuditPrinter people(Invocation invocation, int most) {
        return new Rows(invocation, most);
    }

    private static final class Lines extends AuditPrinter {
        private final Consumer<String> sink;

        Lines(Consumer<String> sink) {
            this.sink = sink;
        }

        @Override
        void add(JournalRecord record) {
            sink.accept(record.toJson());
        }

        @Override
        void finish() {}

        @Override
        void follow(JournalRecord record) {
            add(record);
        }
    }

    private static final class Rows extends AuditPrinter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT)
                        .withZone(ZoneId.systemDefault());

        private static final Column[] COLUMNS = {
            Column.number("TIME"),
            Column.text("EXTENSION"),
            Column.text("EVENT"),
            Column.text("OUTCOME"),
            Column.text("WHAT")
        };

        private final Invocation invocation;
        private final int most;
        private final Deque<JournalRecord> last = new ArrayDeque<>();
        private long earlier;

        Rows(Invocation invocation, int most) {
            this.invocation = invocation;
            this.most = most;
        }

        @Override
        void add(JournalRecord record) {
            last.add(record);
            if (most > 0 && last.size() > most) {
                last.remove();
                earlier++;
            }
        }

        @Override
        void finish() {
            if (last.isEmpty()) {
                invocation.say("there is nothing of that kind in the audit");
                return;
            }
            if (earlier > 0) {
                invocation.say(
                        "%s earlier entries are not shown; --since 1d or --json shows them"
                                .formatted(Quantity.count(earlier)));
            }
            Table table = new Table(COLUMNS);
            last.forEach(record -> table.row(cells(record)));
            table.lines(invocation.outStyle()).forEach(invocation.out()::println);
            last.clear();
        }

        @Override
        void follow(JournalRecord record) {
            String line =
                    "%s  %s  %s  %s  %s"
                            .formatted(
                                    TIME.format(record.time()),
                                    record.extension(),
                                    record.event().isEmpty() ? "-" : record.event(),
                                    outcome(record),
                                    what(record));
            Style style = invocation.outStyle();
            invocation.out().println(style.paint(paint(record), Sanitizer.line(line)));
        }

        private static Cell[] cells(JournalRecord record) {
            return new Cell[] {
                Cell.of(TIME.format(record.time())),
                Cell.of(record.extension()),
                Cell.of(record.event()),
                new Cell(outcome(record), paint(record)),
                Cell.of(what(record))
            };
        }

        /// `ft_get_env(HOME)`, what was counted, or what happened; then how long it took and why it
        /// didn't work.
        private static String what(JournalRecord record) {
            String arguments = record.arguments();
            String what =
                    switch (record.kind()) {
                        case CALL, DENIED -> record.function() + "(" + arguments + ")";
                        case ROUTINE -> arguments;
                        case LIFECYCLE ->
                                record.function() + (arguments.isEmpty() ? "" : ": " + arguments);
                    };
            String duration =
                    record.duration() == null ? "" : ", " + Quantity.duration(record.duration());
            return what + duration + (record.reason().isEmpty() ? "" : ": " + record.reason());
        }

        private static String outcome(JournalRecord record) {
            boolean several = record.folded() > 1 && record.outcome() == AuditOutcome.DENIED;
            String times = several ? " " + Quantity.count(record.folded()) + "×" : "";
            return record.outcome().name().toLowerCase(Locale.ROOT) + times;
        }

        private static Paint paint(JournalRecord record) {
            return record.outcome() == AuditOutcome.OK ? Paint.PLAIN : Paint.BAD;
        }
    }
}
