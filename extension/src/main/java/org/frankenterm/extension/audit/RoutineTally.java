package org.frankenterm.extension.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// Routine calls of one guest, counted by function, with the arguments of the first of each. One
/// thread at a time.
final class RoutineTally {
    private static final int SUMMARY_CODE_POINTS = 256;
    private static final int FIRST_CODE_POINTS = 60;

    private final long[] counts;
    private final @Nullable AuditEntry[] firsts;
    private long calls;
    private long total;
    private long failed;

    RoutineTally(int functions) {
        counts = new long[functions];
        firsts = new @Nullable AuditEntry[functions];
    }

    /// Begins to count those of one more guest call.
    void beginCall() {
        calls++;
    }

    boolean isFirst(int function) {
        return counts[function] == 0;
    }

    void first(int function, AuditEntry entry) {
        firsts[function] = entry;
    }

    void add(int function, AuditOutcome outcome) {
        counts[function]++;
        total++;
        if (outcome != AuditOutcome.OK) {
            failed++;
        }
    }

    boolean isEmpty() {
        return total == 0;
    }

    /// One record for all of them; empty if there were none.
    Optional<JournalRecord> record(Instant time) {
        Map<AuditEntry, Long> byCount = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            AuditEntry first = firsts[i];
            if (first != null) {
                byCount.put(first, counts[i]);
            }
        }
        return byCount.keySet().stream()
                .max(Comparator.comparingLong(AuditEntry::sequence))
                .map(last -> record(time, last, byCount));
    }

    private JournalRecord record(Instant time, AuditEntry last, Map<AuditEntry, Long> byCount) {
        boolean sameEvent =
                byCount.keySet().stream().allMatch(entry -> entry.event().equals(last.event()));
        return new JournalRecord(
                time,
                last.extension(),
                RecordKind.ROUTINE,
                "",
                last.version(),
                last.call(),
                sameEvent ? last.event() : "",
                byCount.size() == 1 ? last.function() : byCount.size() + " functions",
                summary(byCount),
                failed == 0 ? AuditOutcome.OK : AuditOutcome.ERROR,
                failed == 0
                        ? ""
                        : "%s of %s calls failed"
                                .formatted(Quantity.count(failed), Quantity.count(total)),
                null,
                total);
    }

    private String summary(Map<AuditEntry, Long> byCount) {
        StringBuilder summary = new StringBuilder();
        if (calls > 1) {
            summary.append("in ").append(Quantity.count(calls)).append(" calls: ");
        }
        byCount.forEach((first, count) -> {
            String arguments = Sanitizer.line(first.arguments(), FIRST_CODE_POINTS);
            summary.append(first.function()).append(' ').append(Quantity.count(count)).append('×');
            summary.append(arguments.isEmpty() ? "" : " (" + arguments + ")").append(", ");
        });
        summary.setLength(summary.length() - 2);
        return Sanitizer.line(summary.toString(), SUMMARY_CODE_POINTS);
    }
}
