package org.frankenterm.extension.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The lines of several journal files as one, by time, each file's own in their order; a line of
/// each in memory. One thread.
final class TimeOrder implements Closeable {
    private record Waiting(JournalLine line, int order, JournalCursor cursor) {}

    private final List<JournalCursor> cursors = new ArrayList<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.comparing((Waiting w) -> w.line().time())
                            .thenComparingInt(Waiting::order));

    private TimeOrder() {}

    /// Opens files; those that were removed meanwhile are left out.
    static TimeOrder open(JournalFolder folder, List<String> names) throws IOException {
        TimeOrder order = new TimeOrder();
        try {
            for (String name : names) {
                if (!folder.usurped(name)) {
                    order.add(folder, name);
                }
            }
        } catch (IOException e) {
            order.close();
            throw e;
        }
        return order;
    }

    private void add(JournalFolder folder, String name) throws IOException {
        try {
            JournalCursor cursor = JournalCursor.open(folder.file(name));
            cursors.add(cursor);
            advance(cursor, cursors.size());
        } catch (NoSuchFileException removed) {
            // an archive has its records
        }
    }

    private void advance(JournalCursor cursor, int order) throws IOException {
        JournalLine line = cursor.next();
        if (line != null) {
            waiting.add(new Waiting(line, order, cursor));
        }
    }

    /// The next line; null at the end.
    @Nullable JournalLine next() throws IOException {
        Waiting first = waiting.poll();
        if (first == null) {
            return null;
        }
        advance(first.cursor(), first.order());
        return first.line();
    }

    @Override
    public void close() throws IOException {
        for (JournalCursor cursor : cursors) {
            cursor.close();
        }
    }
}
