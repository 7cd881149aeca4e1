package org.frankenterm.extension.audit;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes one record of equal denials in a row. The first is passed on at once, those after it as a
/// count, when something else comes or somebody asks. One thread.
final class Folding {
    private final Consumer<JournalRecord> sink;
    private @Nullable JournalRecord last;
    private long more;
    private Instant lastTime = Instant.EPOCH;

    Folding(Consumer<JournalRecord> sink) {
        this.sink = sink;
    }

    void add(JournalRecord record) {
        boolean denied = record.kind() == RecordKind.DENIED;
        if (denied && last != null && record.repeats(last)) {
            more++;
            lastTime = record.time();
            return;
        }
        flush();
        last = denied ? record : null;
        sink.accept(record);
    }

    /// Passes on what was counted.
    void flush() {
        if (more > 0 && last != null) {
            sink.accept(last.times(more, lastTime));
            more = 0;
        }
    }
}
