package org.frankenterm.extension.lifecycle;

import java.util.regex.Pattern;
import org.frankenterm.extension.api.ExtensionId;
import org.jspecify.annotations.Nullable;

/// What `state.toml` says of an installed extension. Immutable.
///
/// @param id its name, as its author writes it
/// @param installation what tells it from others of the same name, before it and after it
/// @param enabled whether its user wants it to run
/// @param active the version that runs
/// @param previous the one that [Installations#rollback] goes back to; null if there is none
/// @param failures how often it failed lately
public record InstalledState(
        ExtensionId id,
        String installation,
        boolean enabled,
        InstalledVersion active,
        @Nullable InstalledVersion previous,
        FailureHistory failures) {
    private static final Pattern INSTALLATION = Pattern.compile("[0-9a-f]{32}");

    /// Checks what can't be.
    ///
    /// @throws IllegalArgumentException if the installation is no such name, or there is nothing to
    ///   go back to in the previous version
    public InstalledState {
        if (!INSTALLATION.matcher(installation).matches()) {
            throw new IllegalArgumentException(
                    "an installation has 32 digits of lower-case hexadecimal");
        }
        if (previous != null && previous.sha256().equals(active.sha256())) {
            throw new IllegalArgumentException("the previous version is the active one");
        }
    }

    /// The same, to run or not.
    public InstalledState withEnabled(boolean wanted) {
        return new InstalledState(id, installation, wanted, active, previous, failures);
    }

    /// The same with another past.
    public InstalledState withFailures(FailureHistory history) {
        return new InstalledState(id, installation, enabled, active, previous, history);
    }

    /// The same with other grants of the version that runs.
    public InstalledState withActive(InstalledVersion version) {
        return new InstalledState(id, installation, enabled, version, previous, failures);
    }

    /// The same with another version to go back to.
    public InstalledState withPrevious(InstalledVersion version) {
        return new InstalledState(id, installation, enabled, active, version, failures);
    }

    /// With another version, whose failures are still to come. The one that ran is kept, unless it
    /// is the same package once more.
    InstalledState upgradedTo(InstalledVersion version) {
        boolean same = version.sha256().equals(active.sha256());
        return new InstalledState(
                id, installation, enabled, version, same ? previous : active, FailureHistory.NONE);
    }

    /// Whether a version's files are kept.
    boolean keeps(String sha256) {
        return active.sha256().equals(sha256)
                || (previous != null && previous.sha256().equals(sha256));
    }
}
