package org.frankenterm.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.frankenterm.extension.api.AuditEntry;

/// A host call that was denied, once or several times alike.
///
/// @param function what was called
/// @param arguments a summary
/// @param reason why it was denied, and what to change
/// @param times how often, among those that the host keeps
record DeniedCall(String function, String arguments, String reason, int times) {
    private record Key(String function, String arguments, String reason) {}

    /// Counts equal calls together, in order of appearance.
    static List<DeniedCall> fold(List<AuditEntry> entries) {
        Map<Key, Integer> counts = new LinkedHashMap<>();
        for (AuditEntry entry : entries) {
            counts.merge(
                    new Key(entry.function(), entry.arguments(), entry.reason()), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(counted ->
                        new DeniedCall(
                                counted.getKey().function(),
                                counted.getKey().arguments(),
                                counted.getKey().reason(),
                                counted.getValue()))
                .toList();
    }

    /// The call as a line of a log has it.
    String call() {
        return function + "(" + arguments + ")";
    }
}
