package org.frankenterm.extension;

import java.time.Instant;
import java.util.Optional;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.lifecycle.FailureHistory;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.sandbox.FailureLedger;
import org.jspecify.annotations.Nullable;

/// The failures of an installed extension, counted in its `state.toml` with those of all other
/// processes. Made for one that hasn't failed; that it has is noted there and here. Any thread.
final class InstalledFailures implements FailureLedger {
    private final Installations installations;
    private final ExtensionId id;
    private volatile @Nullable String failure;

    InstalledFailures(Installations installations, ExtensionId id) {
        this.installations = installations;
        this.id = id;
    }

    /// A state that can't be written leaves the extension running: what can't be counted ends with
    /// the process.
    @Override
    public boolean note(Instant when, String reason) {
        if (failure != null) {
            return false;
        }
        try {
            Optional<InstalledState> state = installations.failed(id, when, reason);
            FailureHistory history =
                    state.map(InstalledState::failures).orElse(FailureHistory.NONE);
            failure = history.failed() ? history.reason() : null;
            return history.failed();
        } catch (ExtensionException unwritable) {
            return false;
        }
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void clear() {
        installations.update(id, state -> state.withFailures(FailureHistory.NONE));
        failure = null;
    }
}
