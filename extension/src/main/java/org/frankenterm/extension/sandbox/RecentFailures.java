package org.frankenterm.extension.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.text.Quantity;
import org.jspecify.annotations.Nullable;

/// The failures of one extension in this process.
public final class RecentFailures implements FailureLedger {
    private final Containment policy;
    private final Deque<Instant> times = new ArrayDeque<>();
    private @Nullable String failure;

    /// No failure yet.
    public RecentFailures(Containment policy) {
        this.policy = policy;
    }

    @Override
    public synchronized boolean note(Instant when, String reason) {
        if (failure != null) {
            return false;
        }
        // a clock that was set back would keep old ones for ever
        times.removeIf(
                time -> time.isAfter(when) || time.compareTo(when.minus(policy.within())) <= 0);
        times.add(when);
        if (times.size() < policy.failures()) {
            return false;
        }
        failure =
                policy.failures() == 1
                        ? reason
                        : "%d times within %s, most recently: %s"
                                .formatted(
                                        policy.failures(),
                                        Quantity.duration(policy.within()),
                                        reason);
        return true;
    }

    @Override
    public synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public synchronized void clear() {
        times.clear();
        failure = null;
    }
}
