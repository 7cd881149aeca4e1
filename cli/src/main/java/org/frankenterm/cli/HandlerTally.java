package org.frankenterm.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.HandlerReport;

/// What one handler did in many calls.
final class HandlerTally {
    /// The most messages that are told apart; a guest may make each one different.
    private static final int MAX_MESSAGES = 20;

    private final String handler;
    private final Map<String, Integer> messages = new LinkedHashMap<>();
    private long[] nanos = new long[16];
    private int count;
    private int failures;
    private long actions;

    HandlerTally(String handler) {
        this.handler = handler;
    }

    void add(HandlerReport report) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = report.duration().toNanos();
        actions += report.actions().size();
        if (report.outcome().completed()) {
            return;
        }
        failures += report.outcome() instanceof Skipped(_, boolean declared) && declared ? 0 : 1;
        String message = report.outcome().message();
        if (messages.size() < MAX_MESSAGES || messages.containsKey(message)) {
            messages.merge(message, 1, Integer::sum);
        }
    }

    String handler() {
        return handler;
    }

    int count() {
        return count;
    }

    int failures() {
        return failures;
    }

    /// How many actions it asked for in calls that completed.
    long actions() {
        return actions;
    }

    /// How often a call ended otherwise than well, by each of the first 20 different sentences, in
    /// order of appearance; that a hook didn't want the event is no failure, and among them.
    Map<String, Integer> messages() {
        return messages;
    }

    /// How long the calls took.
    Spread spread() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Spread(
                Duration.ofNanos(sorted[0]),
                Duration.ofNanos(sorted[(count - 1) / 2]),
                Duration.ofNanos(sorted[count - 1]));
    }

    /// Durations of at least one call; of an even number of them the median is the lower one in the
    /// middle.
    record Spread(Duration least, Duration median, Duration most) {}
}
