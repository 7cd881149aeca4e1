package org.frankenterm.extension.sandbox;

import java.time.Instant;
import java.util.Optional;

/// Where the failures of one extension are counted, and whether it has failed for good: in memory
/// ([RecentFailures]), or where other processes see it too. Any thread.
public interface FailureLedger {
    /// Notes a failure.
    ///
    /// @param when the time of day
    /// @param reason a sentence, sanitised
    /// @return whether the extension has failed for good with this one; true for one of several
    ///   that come at the same time
    boolean note(Instant when, String reason);

    /// Why the extension has failed for good; empty if it hasn't.
    Optional<String> failure();

    /// Forgets all: its user wants it to be tried again.
    void clear();
}
