package org.frankenterm.extension.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How often an extension's calls went badly lately, in all processes together, and whether that
/// was too often.
///
/// @param recent when, at most three times, oldest first
/// @param reason why it is not run any more; empty if it is
public record FailureHistory(List<Instant> recent, String reason) {
    /// So many within [#WINDOW] are too many.
    static final int LIMIT = 3;

    static final Duration WINDOW = Duration.ofMinutes(1);

    /// Nothing went badly.
    public static final FailureHistory NONE = new FailureHistory(List.of(), "");

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it has more than three
    public FailureHistory {
        if (recent.size() > LIMIT) {
            throw new IllegalArgumentException(
                    "no more than %d failures are kept".formatted(LIMIT));
        }
        recent = List.copyOf(recent);
    }

    /// Whether the extension is not run any more.
    public boolean failed() {
        return !reason.isEmpty();
    }

    /// With one more.
    ///
    /// @param why a sentence about it, sanitised
    FailureHistory plus(Instant when, String why) {
        List<Instant> times = new ArrayList<>();
        recent.stream()
                .filter(time -> Duration.between(time, when).abs().compareTo(WINDOW) < 0)
                .forEach(times::add);
        times.add(when);
        boolean tooMany = times.size() >= LIMIT;
        List<Instant> last = times.subList(Math.max(0, times.size() - LIMIT), times.size());
        return new FailureHistory(last, failed() ? reason : tooMany ? why : "");
    }
}
