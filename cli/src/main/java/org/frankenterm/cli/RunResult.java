package org.frankenterm.cli;

import java.util.List;

/// What came of a run.
///
/// @param extension its name
/// @param event that was fired
/// @param notices what the host said when it loaded the extension
/// @param tally what the handlers did
/// @param denied host calls that were denied
/// @param dryRun whether what the handlers asked for was only noted
record RunResult(
        String extension,
        String event,
        List<String> notices,
        FiringTally tally,
        List<DeniedCall> denied,
        boolean dryRun) {
    /// What the process ends with.
    ExitStatus status() {
        if (tally.hostFailed()) {
            return ExitStatus.BUG;
        }
        return tally.completed() ? ExitStatus.DONE : ExitStatus.GUEST_FAILED;
    }
}
