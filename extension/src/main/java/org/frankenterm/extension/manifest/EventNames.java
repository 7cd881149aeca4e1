package org.frankenterm.extension.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.EventType;

/// The names of the host's events, their `on_…` spellings, and the shape of a pattern over them.
final class EventNames {
    /// Every event that the host itself fires.
    static final List<String> KNOWN = EventType.fired();

    private static final Map<String, String> ALIASES =
            KNOWN.stream()
                    .collect(Collectors.toUnmodifiableMap(EventNames::alias, Function.identity()));

    private EventNames() {}

    /// The event of an `on_config_reload`-style name.
    static Optional<String> ofAlias(String alias) {
        return Optional.ofNullable(ALIASES.get(alias));
    }

    /// All `on_…` names.
    static List<String> aliases() {
        return KNOWN.stream().map(EventNames::alias).toList();
    }

    /// Whether a text is an event pattern.
    static boolean isPattern(String text) {
        return EventPattern.valid(text);
    }

    /// Whether a valid pattern matches something: one of the host's events, or any of another
    /// extension's.
    static boolean canMatch(String pattern) {
        if (pattern.contains(":") || pattern.equals("*")) {
            return true;
        }
        return pattern.endsWith(".*")
                ? KNOWN.stream()
                        .anyMatch(
                                name -> name.startsWith(pattern.substring(0, pattern.length() - 1)))
                : KNOWN.contains(pattern);
    }

    private static String alias(String event) {
        return "on_" + event.replace('.', '_');
    }
}
