package org.frankenterm.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.frankenterm.extension.Extension;
import org.frankenterm.extension.api.DispatchReport;

/// What came of an event that was fired at everything that is installed.
///
/// @param report what the handlers did
/// @param denied the calls that were denied, by extension, of those that had any
/// @param notices what the host said about what is installed
record FireResult(
        DispatchReport report, Map<String, List<DeniedCall>> denied, List<String> notices) {
    /// More than the host keeps.
    private static final int ALL_DENIED = 1_000;

    /// What came of the only event of a host.
    static FireResult of(DispatchReport report, List<Extension> extensions, List<String> notices) {
        Map<String, List<DeniedCall>> denied = new LinkedHashMap<>();
        for (Extension extension : extensions) {
            List<DeniedCall> calls = DeniedCall.fold(extension.deniedCalls(ALL_DENIED));
            if (!calls.isEmpty()) {
                denied.put(extension.id().name(), calls);
            }
        }
        return new FireResult(report, denied, notices);
    }

    /// What the process ends with.
    ExitStatus status() {
        if (report.handlers().stream().anyMatch(handler -> FiringTally.isOurs(handler.outcome()))) {
            return ExitStatus.BUG;
        }
        return report.completed() ? ExitStatus.DONE : ExitStatus.GUEST_FAILED;
    }
}
