package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.text.Quantity;

/// What an extension's failures lead to: a pause that grows before each new instance, and an end
/// when there are too many. The pause is for the guest's thread; all else for any. The clocks are
/// passed in.
final class Recovery {
    private final String extension;
    private final Containment policy;
    private final FailureLedger ledger;
    private Duration pause = Duration.ZERO;
    private boolean pausing;
    private long failedNanos;

    Recovery(String extension, Containment policy, FailureLedger ledger) {
        this.extension = extension;
        this.policy = policy;
        this.ledger = ledger;
    }

    /// An instance has failed.
    ///
    /// @param now on the scale of [System#nanoTime]
    /// @param when the time of day
    /// @return whether that was one too many
    boolean failed(String reason, long now, Instant when) {
        boolean again = pausing && now - failedNanos <= policy.within().toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = !again ? policy.firstPause() : shorter(doubled, policy.longestPause());
        pausing = true;
        failedNanos = now;
        return struck(reason, when);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /// It has done what counts as a failure, but its instance is good.
    ///
    /// @return whether that was one too many
    boolean struck(String reason, Instant when) {
        return ledger.note(when, reason);
    }

    /// Why there may be no instance now; empty if there may.
    Optional<String> refusal(long now) {
        Optional<String> end = end();
        long left = nanosLeft(now);
        return end.isPresent() || left <= 0
                ? end
                : Optional.of(
                        "its last instance failed; it is tried again in "
                                + Quantity.duration(Duration.ofNanos(left)));
    }

    /// How long until there may be an instance; 0 or less for now.
    long nanosLeft(long now) {
        return pausing ? pause.toNanos() - (now - failedNanos) : 0;
    }

    /// Why it has failed for good, and what to do. Any thread.
    Optional<String> end() {
        return ledger.failure()
                .map(why ->
                        "the extension %s failed: %s; \"frankenterm extension enable %s\" tries it again"
                                .formatted(extension, why, extension));
    }
}
