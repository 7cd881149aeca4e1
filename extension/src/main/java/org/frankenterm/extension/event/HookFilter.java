package org.frankenterm.extension.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which of the events that a hook names it wants: `panes` and `match` of its declaration. Looked
/// at on the extension's own thread, and at nothing but what the extension may see: whether a hook
/// runs says nothing of a field that was taken out. Immutable.
///
/// @param focusedOnly whether events about panes without the focus are left out
/// @param match what the text or title has to match; null for every event
public record HookFilter(boolean focusedOnly, @Nullable MatchPattern match) {
    /// Leaves out nothing.
    public static final HookFilter ALL = new HookFilter(false, null);

    /// A filter.
    ///
    /// @param match as [MatchPattern#of] has it; null for every event
    /// @throws IllegalArgumentException if it is no such pattern
    public static HookFilter of(boolean focusedOnly, @Nullable String match) {
        return new HookFilter(focusedOnly, match == null ? null : MatchPattern.of(match));
    }

    /// Why the hook doesn't want an event; empty if it does.
    public Optional<String> problem(EventView.Visible seen) {
        if (focusedOnly && seen.aboutPane() && !seen.focused()) {
            return Optional.of(
                    "the hook wants events of the focused pane, and \"focused\" is not true in the payload");
        }
        String subject = seen.subject();
        if (match == null || (subject != null && match.matches(subject))) {
            return Optional.empty();
        }
        return Optional.of(
                subject == null
                        ? "the hook's match looks at a text or title, and the payload has none that the extension may see"
                        : "the hook's match doesn't match");
    }
}
